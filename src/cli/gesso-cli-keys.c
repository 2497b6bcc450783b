/* gesso-cli-keys.c - the keys of providers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"
#include "gesso-key-words.h"

/* (nullable): the keys of @provider (nullable); what is wrong is told. */
static GPtrArray *
list_keys (GessoCli   *cli,
           const char *provider,
           int        *code)
{
  GessoStudioKeys *keys = gesso_studio_get_keys (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  GPtrArray *listed;

  gesso_studio_keys_list_async (keys, provider, TRUE, cli->cancellable, gesso_cli_async_cb, &result);
  listed = gesso_studio_keys_list_finish (keys, gesso_cli_wait (&result), &problem, &error);
  *code = GESSO_CLI_DONE;
  if (listed == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_FAILED);
  else if (problem != NULL)
    {
      gesso_cli_complain ("%s", problem);
      /* Those of the environment are there nevertheless. */
      *code = listed->len > 0 ? GESSO_CLI_DONE : GESSO_CLI_FAILED;
    }
  return listed;
}

static void
print_json (const GessoStudioKey *entry)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const GessoKeyState *state = entry->state;

  json_object_set_string_member (object, "provider", entry->key->provider);
  json_object_set_string_member (object, "label", entry->key->label);
  json_object_set_string_member (object, "fingerprint", entry->key->fingerprint);
  if (entry->key->variable != NULL)
    json_object_set_string_member (object, "variable", entry->key->variable);
  json_object_set_string_member (object, "state", gesso_key_condition_to_nick (state->condition));
  if (state->reason != NULL)
    json_object_set_string_member (object, "reason", state->reason);
  if (state->until != 0)
    {
      g_autofree char *until = gesso_cli_format_time (state->until);

      json_object_set_string_member (object, "until", until);
    }
  if (state->last_used != 0)
    {
      g_autofree char *last_used = gesso_cli_format_time (state->last_used);

      json_object_set_string_member (object, "last_used", last_used);
    }
  json_object_set_int_member (object, "uses", state->uses);
  json_object_set_int_member (object, "failures", state->failures);
  gesso_cli_print_json (object);
}

/* When it was used last, as the artist's clock has it. */
static char *
describe_last_use (const GessoKeyState *state)
{
  g_autoptr (GDateTime) time = NULL;

  if (state->last_used == 0)
    /* Translators: a key that was not used yet */
    return g_strdup (_("not used yet"));
  time = g_date_time_new_from_unix_local (state->last_used / G_USEC_PER_SEC);
  /* Translators: when a key was used last; as in strftime */
  return time != NULL ? g_date_time_format (time, _("used %Y-%m-%d %H:%M")) : g_strdup ("");
}

static void
print_text (const GessoStudioKey *entry)
{
  g_autofree char *state = gesso_key_describe_state (entry->state, g_get_real_time ());
  g_autofree char *last_use = describe_last_use (entry->state);

  printf ("%-12s %-11s  %-20s  %s  (%s)\n", entry->key->provider, entry->key->fingerprint,
          *entry->key->label != '\0' ? entry->key->label : "–", state, last_use);
}

static int
run_list (GessoCli *cli,
          GStrv     args)
{
  int code;
  g_autoptr (GPtrArray) keys = list_keys (cli, args[0], &code);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (cli->json)
      print_json (g_ptr_array_index (keys, i));
    else
      print_text (g_ptr_array_index (keys, i));
  if (keys != NULL && keys->len == 0 && code == GESSO_CLI_DONE && !cli->json)
    puts (_("There are no keys yet. Add one by “gesso keys add PROVIDER”."));
  return code;
}

/* (nullable) (transfer full): the name of a provider that takes keys; told. */
static char *
find_title (GessoCli   *cli,
            const char *id)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (cli->studio));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);

      if (spec->on_device)
        continue;
      if (g_strcmp0 (spec->id, id) == 0)
        return g_strdup (_(spec->title));
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", spec->id);
    }
  /* Translators: what was given as a provider, then the ids of those there are */
  gesso_cli_complain (_("There is no provider “%s” that takes keys; there are: %s."), id, names->str);
  return NULL;
}

static int
run_add (GessoCli   *cli,
         GStrv       args,
         const char *label)
{
  GessoStudioKeys *keys = gesso_studio_get_keys (cli->studio);
  g_autofree char *title = NULL;
  g_autoptr (GessoSecret) secret = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) key = NULL;
  GessoStudioKey entry;

  if (args[0] == NULL)
    return gesso_cli_complain (_("Say which provider the key is for: gesso keys add PROVIDER"));
  /* The arguments of a program can be read by everybody on the machine. */
  if (args[1] != NULL)
    return gesso_cli_complain (_("A key is never an argument. Type it when asked, or give it on the standard input."));
  title = find_title (cli, args[0]);
  if (title == NULL)
    return GESSO_CLI_WRONG_CALL;
  secret = gesso_cli_read_secret (title);
  if (secret == NULL)
    {
      gesso_cli_complain ("%s", _("Cancelled."));
      return GESSO_CLI_CANCELLED;
    }
  gesso_studio_keys_add_async (keys, args[0], label, secret, cli->cancellable, gesso_cli_async_cb, &result);
  key = gesso_studio_keys_add_finish (keys, gesso_cli_wait (&result), &error);
  if (key == NULL)
    return gesso_cli_report (error, g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT) ? GESSO_CLI_WRONG_CALL
                                                                                                : GESSO_CLI_FAILED);
  entry.key = key;
  entry.state = gesso_key_state_new (key->provider, key->fingerprint);
  if (cli->json)
    print_json (&entry);
  else
    puts (key->fingerprint);
  gesso_key_state_free (entry.state);
  return GESSO_CLI_DONE;
}

/* (nullable): the fingerprint of the key that @text names, by itself or its label; told. */
static char *
find_key (GessoCli   *cli,
          const char *text,
          int        *code)
{
  g_autoptr (GPtrArray) keys = list_keys (cli, NULL, code);
  const GessoKey *found = NULL;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const GessoKey *key = ((GessoStudioKey *) g_ptr_array_index (keys, i))->key;

      if (g_strcmp0 (key->fingerprint, text) == 0)
        return g_strdup (text);
      if (g_strcmp0 (key->label, text) != 0)
        continue;
      if (found != NULL)
        {
          *code = gesso_cli_complain (_("Several keys are called “%s”. Name one by its fingerprint."), text);
          return NULL;
        }
      found = key;
    }
  if (found != NULL)
    return g_strdup (found->fingerprint);
  if (keys != NULL && *code == GESSO_CLI_DONE)
    *code = gesso_cli_complain (_("There is no key “%s”. See “gesso keys list”."), text);
  return NULL;
}

static int
run_remove (GessoCli *cli,
            GStrv     args)
{
  GessoStudioKeys *keys = gesso_studio_get_keys (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  int code;

  if (args[0] == NULL)
    return gesso_cli_complain (_("Say which key to remove, by its fingerprint or name."));
  fingerprint = find_key (cli, args[0], &code);
  if (fingerprint == NULL)
    return code;
  gesso_studio_keys_remove_async (keys, fingerprint, cli->cancellable, gesso_cli_async_cb, &result);
  if (!gesso_studio_keys_remove_finish (keys, gesso_cli_wait (&result), &error))
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  return GESSO_CLI_DONE;
}

static void
print_test (GessoCli     *cli,
            const char   *fingerprint,
            double        seconds,
            const GError *error)
{
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      if (error != NULL)
        printf ("%s  %s\n", fingerprint, error->message);
      else
        {
          printf ("%s  ", fingerprint);
          /* Translators: a key was tested; how many seconds it took */
          printf (_("Works (%.1f s)"), seconds);
          putchar ('\n');
        }
      fflush (stdout);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "fingerprint", fingerprint);
  json_object_set_boolean_member (object, "works", error == NULL);
  gesso_cli_set_seconds (object, "seconds", seconds);
  if (error != NULL)
    {
      if (error->domain == GESSO_ERROR)
        json_object_set_string_member (object, "class", gesso_error_to_nick (error->code));
      json_object_set_string_member (object, "message", error->message);
    }
  gesso_cli_print_json (object);
}

static int
test_one (GessoCli   *cli,
          const char *fingerprint)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double seconds;

  gesso_studio_test_key_async (cli->studio, fingerprint, cli->cancellable, gesso_cli_async_cb, &result);
  gesso_studio_test_key_finish (cli->studio, gesso_cli_wait (&result), &seconds, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  print_test (cli, fingerprint, seconds, error);
  return error != NULL ? GESSO_CLI_FAILED : GESSO_CLI_DONE;
}

/* The keys named, or all. */
static int
run_test (GessoCli *cli,
          GStrv     args)
{
  g_autoptr (GPtrArray) fingerprints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) keys = NULL;
  int code = GESSO_CLI_DONE;

  for (guint i = 0; args[i] != NULL; i++)
    {
      char *fingerprint = find_key (cli, args[i], &code);

      if (fingerprint == NULL)
        return code;
      g_ptr_array_add (fingerprints, fingerprint);
    }
  keys = args[0] == NULL ? list_keys (cli, NULL, &code) : NULL;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    g_ptr_array_add (fingerprints, g_strdup (((GessoStudioKey *) g_ptr_array_index (keys, i))->key->fingerprint));
  for (guint i = 0; i < fingerprints->len && code != GESSO_CLI_CANCELLED; i++)
    {
      int failed = test_one (cli, g_ptr_array_index (fingerprints, i));

      code = failed != GESSO_CLI_DONE ? failed : code;
    }
  return code;
}

int
gesso_cli_keys (GessoCli   *cli,
                const char *name,
                GStrv      *args)
{
  g_autofree char *label = NULL;
  const GOptionEntry entries[] = {
    { "label", 'l', 0, G_OPTION_ARG_STRING, &label, N_("What to call the key that is added"), N_("NAME") },
    G_OPTION_ENTRY_NULL
  };
  const char *action;

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  action = (*args)[1] != NULL ? (*args)[1] : "list";
  if (!g_strv_contains ((const char *const[]){ "list", "add", "remove", "test", NULL }, action))
    return gesso_cli_complain (_("There is no “gesso keys %s”; there are list, add, remove and test."), action);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (g_str_equal (action, "add"))
    return run_add (cli, *args + 2, label);
  if (g_str_equal (action, "remove"))
    return run_remove (cli, *args + 2);
  if (g_str_equal (action, "test"))
    return run_test (cli, *args + 2);
  return run_list (cli, (*args)[1] != NULL ? *args + 2 : *args + 1);
}
