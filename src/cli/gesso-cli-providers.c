/* gesso-cli-providers.c - who makes pictures, and whether they can be used now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-key-words.h"

struct _GessoCliReadiness
{
  GPtrArray *keys; /* (owned) (nullable) (element-type GessoStudioKey) */
  char *problem;   /* (owned) (nullable): why those of the keyring are missing */
};

GessoCliReadiness *
gesso_cli_readiness_new (GessoCli *cli)
{
  GessoCliReadiness *self = g_new0 (GessoCliReadiness, 1);
  GessoStudioKeys *keys = gesso_studio_get_keys (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* Looking is no reason to ask for the password of the keyring. */
  gesso_studio_keys_list_async (keys, NULL, FALSE, cli->cancellable, gesso_cli_async_cb, &result);
  self->keys = gesso_studio_keys_list_finish (keys, gesso_cli_wait (&result), &self->problem, &error);
  if (self->keys == NULL)
    self->problem = g_strdup (error->message);
  return self;
}

void
gesso_cli_readiness_free (GessoCliReadiness *self)
{
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self);
}

/* (nullable): the key of @provider that is in the best state; @n_usable: of how many that can be used. */
static const GessoStudioKey *
find_best_key (GessoCliReadiness *self,
               const char        *provider,
               guint             *n_usable)
{
  const GessoStudioKey *best = NULL;

  *n_usable = 0;
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (self->keys, i);

      if (g_strcmp0 (key->key->provider, provider) != 0)
        continue;
      *n_usable += key->state->condition == GESSO_KEY_USABLE;
      if (best == NULL || key->state->condition == GESSO_KEY_USABLE ||
          (best->state->condition == GESSO_KEY_INVALID && key->state->condition != GESSO_KEY_INVALID))
        best = key;
    }
  return best;
}

gboolean
gesso_cli_readiness_look (GessoCliReadiness       *self,
                          const GessoProviderSpec *spec,
                          const char             **nick,
                          char                   **words)
{
  guint n_usable;
  const GessoStudioKey *key = find_best_key (self, spec->id, &n_usable);

  if (spec->on_device)
    *words = g_strdup (_("Ready, needs no key"));
  else if (n_usable > 0)
    /* Translators: how many keys of a provider can be used */
    *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ready, %u key", "Ready, %u keys", n_usable), n_usable);
  else if (key != NULL)
    *words = gesso_key_describe_state (key->state, g_get_real_time ());
  else
    *words = g_strdup (_("Needs a key"));
  *nick = spec->on_device || n_usable > 0 ? "ready" : key != NULL ? gesso_key_condition_to_nick (key->state->condition) : "no-key";
  return spec->on_device || n_usable > 0;
}

/* Bits of all that its models can do. */
static guint
get_tools (GessoProvider *provider)
{
  g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);
  guint tools = 0;

  for (guint i = 0; i < models->len; i++)
    tools |= ((const GessoModelSpec *) g_ptr_array_index (models, i))->tools;
  return tools;
}

char *
gesso_cli_join_tools (guint tools)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int tool = 0; tool < GESSO_N_TOOLS; tool++)
    if ((tools & (1u << tool)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", gesso_tool_to_nick (tool));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
gesso_cli_set_tools (JsonObject *object,
                     guint       tools)
{
  JsonArray *array = json_array_new ();

  for (int tool = 0; tool < GESSO_N_TOOLS; tool++)
    if ((tools & (1u << tool)) != 0)
      json_array_add_string_element (array, gesso_tool_to_nick (tool));
  json_object_set_array_member (object, "tools", array);
}

void
gesso_cli_set_strings (JsonObject        *object,
                       const char        *name,
                       const char *const *strings)
{
  JsonArray *array;

  if (strings == NULL)
    return;
  array = json_array_new ();
  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  json_object_set_array_member (object, name, array);
}

static void
print_provider_json (GessoProvider *provider,
                     const char    *nick,
                     gboolean       ready,
                     guint          n_models)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "provider", spec->id);
  json_object_set_string_member (object, "title", _(spec->title));
  json_object_set_boolean_member (object, "usable", ready);
  json_object_set_string_member (object, "state", nick);
  gesso_cli_set_tools (object, get_tools (provider));
  json_object_set_int_member (object, "models", n_models);
  if (spec->key_url != NULL)
    json_object_set_string_member (object, "key_url", spec->key_url);
  gesso_cli_set_strings (object, "variables", spec->environment);
  gesso_cli_print_json (object);
}

static void
print_provider (GessoCli          *cli,
                GessoProvider     *provider,
                GessoCliReadiness *readiness)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
  g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);
  g_autofree char *tools = gesso_cli_join_tools (get_tools (provider));
  g_autofree char *words = NULL;
  const char *nick;
  gboolean ready = gesso_cli_readiness_look (readiness, spec, &nick, &words);

  if (cli->json)
    {
      print_provider_json (provider, nick, ready, models->len);
      return;
    }
  printf ("%-12s %s: %s\n", spec->id, _(spec->title), words);
  printf ("%13s", "");
  /* Translators: how many models a provider has, then the tools they are for */
  printf (g_dngettext (GETTEXT_PACKAGE, "%u model: %s", "%u models: %s", models->len), models->len, tools);
  putchar ('\n');
  if (!ready && spec->key_url != NULL)
    {
      printf ("%13s", "");
      /* Translators: the address of a page where an artist gets a key */
      printf (_("Get a key: %s"), spec->key_url);
      putchar ('\n');
    }
}

int
gesso_cli_providers (GessoCli   *cli,
                     const char *name,
                     GStrv      *args)
{
  g_autoptr (GessoCliReadiness) readiness = NULL;
  GListModel *providers;

  if (!gesso_cli_parse (cli, name, NULL, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] != NULL)
    return gesso_cli_complain (_("providers takes no argument; “gesso models --provider %s” lists the models of one."), (*args)[1]);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  readiness = gesso_cli_readiness_new (cli);
  providers = G_LIST_MODEL (gesso_studio_get_registry (cli->studio));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      print_provider (cli, provider, readiness);
    }
  /* Keys may be there and not be seen. */
  if (readiness->problem != NULL)
    gesso_cli_complain ("%s", readiness->problem);
  return GESSO_CLI_DONE;
}
