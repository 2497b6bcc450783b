/* gesso-provider-failure.c - what a vendor's refusal means for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-util.h"

#define LONGEST_WORDS 240

/* The beginnings that vendors give their keys. */
static const char *const key_prefixes[] = {
  "sk-", "sk_", "pk-", "r8_", "hf_", "xai-", "AIza", "AQ.", "key-", "ark-", "fal-key", "fal_", "ms-",
};

static char *
dup_sentence (GessoError  code,
              const char *title)
{
  switch (code)
    {
    case GESSO_ERROR_INVALID_KEY:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s does not accept this key: check it in the preferences."), title);
    case GESSO_ERROR_QUOTA_EXHAUSTED:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("There is no credit left at %s: add some there, or use another key."), title);
    case GESSO_ERROR_RATE_LIMITED:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s takes no more requests just now: wait a little, then try again."), title);
    case GESSO_ERROR_CONTENT_REFUSED:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s refused the content: change the prompt or the picture."), title);
    case GESSO_ERROR_BAD_INPUT:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s did not take the request: change the prompt, the picture or the settings."), title);
    case GESSO_ERROR_UNSUPPORTED:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s does not offer this with your account: choose another model."), title);
    case GESSO_ERROR_NETWORK:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s could not be reached: check the network, then try again."), title);
    case GESSO_ERROR_TIMEOUT:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s took too long: try again later."), title);
    case GESSO_ERROR_TRANSIENT:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s has a problem of its own just now: try again in a while."), title);
    default:
      /* Translators: the name of a provider. */
      return g_strdup_printf (_("%s sent an answer that cannot be used: try again later."), title);
    }
}

GError *
gesso_provider_new_failure (GessoError  code,
                            const char *sentence,
                            const char *words)
{
  g_autofree char *said = gesso_provider_short_words (words);
  g_autofree char *message = gesso_error_join_words (sentence, said);

  return g_error_new_literal (GESSO_ERROR, code, message);
}

GError *
gesso_provider_new_error (GessoProvider *self,
                          GessoError     code,
                          const char    *words)
{
  g_autofree char *sentence = dup_sentence (code, _(gesso_provider_get_spec (self)->title));

  return gesso_provider_new_failure (code, sentence, words);
}

GError *
gesso_provider_new_lost_error (GessoProvider *self)
{
  return g_error_new (GESSO_ERROR, GESSO_ERROR_NETWORK,
                      /* Translators: the name of a provider. */
                      _("The connection to %s was lost before its answer came: look at your usage there before you "
                        "send this again, as it may have been charged."), _(gesso_provider_get_spec (self)->title));
}

GError *
gesso_provider_new_empty_error (GessoProvider *self)
{
  return g_error_new (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                      /* Translators: the name of a provider. */
                      _("%s sent no picture: try again, and look at your usage there, as it may have been charged."),
                      _(gesso_provider_get_spec (self)->title));
}

GError *
gesso_provider_new_cut_error (GessoProvider *self)
{
  return g_error_new (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                      /* Translators: the name of a provider. */
                      _("%s stopped before the picture was finished: try again, and look at your usage there, as it may "
                        "have been charged."), _(gesso_provider_get_spec (self)->title));
}

gboolean
gesso_provider_class_of_status (guint       status,
                                GessoError *out)
{
  if (status >= 200 && status < 300)
    return FALSE;
  switch (status)
    {
    case 401:
    case 403:
      *out = GESSO_ERROR_INVALID_KEY;
      break;
    case 402:
      *out = GESSO_ERROR_QUOTA_EXHAUSTED;
      break;
    case 404:
    case 405:
    case 410:
    case 451:
    case 501:
      *out = GESSO_ERROR_UNSUPPORTED;
      break;
    case 408:
    case 425:
      *out = GESSO_ERROR_TRANSIENT;
      break;
    case 429:
      *out = GESSO_ERROR_RATE_LIMITED;
      break;
    default:
      *out = status >= 500 ? GESSO_ERROR_TRANSIENT : status >= 400 ? GESSO_ERROR_BAD_INPUT : GESSO_ERROR_BAD_ANSWER;
    }
  return TRUE;
}

GError *
gesso_provider_classify_status (GessoProvider   *self,
                                GessoHttpAnswer *answer,
                                const char      *words)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *found = NULL;
  GessoError code;

  if (!gesso_provider_class_of_status (gesso_http_answer_get_status (answer), &code))
    return NULL;
  if (words == NULL && (object = gesso_provider_read_object (self, answer, NULL)) != NULL)
    found = gesso_provider_dup_words (object);
  return gesso_provider_new_error (self, code, words != NULL ? words : found);
}

/* The first text in a member that is a text, an object, or a list of either. */
static const char *
find_words (JsonNode *node,
            guint     depth)
{
  static const char *const names[] = { "message", "detail", "error", "msg", "title", "errors" };

  if (node == NULL || depth > 4)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0
             ? find_words (json_array_get_element (json_node_get_array (node), 0), depth + 1) : NULL;
  for (guint i = 0; JSON_NODE_HOLDS_OBJECT (node) && i < G_N_ELEMENTS (names); i++)
    {
      const char *words = find_words (json_object_get_member (json_node_get_object (node), names[i]), depth + 1);

      if (words != NULL && *words != '\0')
        return words;
    }
  return NULL;
}

char *
gesso_provider_dup_words (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return g_strdup (find_words (node, 0));
}

static gboolean
is_key_character (char c)
{
  return g_ascii_isalnum (c) || strchr ("-_.:*+/=~", c) != NULL;
}

/* Groups of 8, 4, 4, 4 and 12 hexadecimal digits. */
static gboolean
is_uuid (const char *word,
         gsize       length)
{
  if (length < 36)
    return FALSE;
  for (gsize i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? word[i] != '-' : !g_ascii_isxdigit (word[i]))
      return FALSE;
  return TRUE;
}

/* A run of letters and digits that no language has, or a known beginning. */
static gboolean
is_key_like (const char *word,
             gsize       length)
{
  gsize run = 0, digits = 0, letters = 0;

  for (guint i = 0; i < G_N_ELEMENTS (key_prefixes); i++)
    if (length > strlen (key_prefixes[i]) && strncmp (word, key_prefixes[i], strlen (key_prefixes[i])) == 0)
      return TRUE;
  if (is_uuid (word, length))
    return TRUE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean joins = g_ascii_isalnum (word[i]) || word[i] == '_';

      run = joins ? run + 1 : 0;
      digits = joins ? digits + g_ascii_isdigit (word[i]) : 0;
      letters = joins ? letters + g_ascii_isalpha (word[i]) : 0;
      if (run >= 18 && digits >= 2 && letters >= 2)
        return TRUE;
    }
  return FALSE;
}

static char *
replace_key (const char *text,
             const char *key)
{
  g_auto (GStrv) parts = NULL;

  /* A short one would take whole words apart, and is no key of anyone. */
  if (key == NULL || strlen (key) < 6)
    return g_strdup (text);
  parts = g_strsplit (text, key, -1);
  return g_strjoinv ("…", parts);
}

char *
gesso_provider_redact (const char *text,
                       const char *key)
{
  g_autofree char *rest = replace_key (text, key);
  GString *clean = g_string_new (NULL);

  for (const char *c = rest; *c != '\0';)
    {
      gsize length = 0;

      while (c[length] != '\0' && is_key_character (c[length]))
        length++;
      if (length == 0)
        g_string_append_c (clean, *c++);
      else if (is_key_like (c, length))
        g_string_append (clean, "…");
      else
        g_string_append_len (clean, c, length);
      c += length;
    }
  return g_string_free (clean, FALSE);
}

char *
gesso_provider_short_words (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  GString *line;

  if (valid == NULL)
    return NULL;
  g_strstrip (valid);
  if (*valid == '\0' || *valid == '<' || *valid == '{' || g_utf8_strlen (valid, -1) > LONGEST_WORDS)
    return NULL;
  line = g_string_new (NULL);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isspace (letter) && g_unichar_isprint (letter))
        g_string_append_unichar (line, letter);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  g_free (g_steal_pointer (&valid));
  valid = g_string_free (line, FALSE);
  return gesso_provider_redact (valid, NULL);
}
