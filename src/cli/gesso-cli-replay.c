/* gesso-cli-replay.c - the steps that led to a version, once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"
#include "gesso-replay.h"

/* What was given. */
typedef struct
{
  char *on, *from;
  char **models;
  gboolean dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->on);
  g_free (options->from);
  g_strfreev (options->models);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "edit=fal/x" for one tool, "fal/x" for all that it has. FALSE: told. */
static gboolean
add_model (GessoCli   *cli,
           GHashTable *models,
           const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *nick = equals != NULL ? g_strndup (text, equals - text) : NULL;
  const char *name = equals != NULL ? equals + 1 : text;
  const GessoModelSpec *model = NULL;
  g_autoptr (GError) error = NULL;
  GessoTool tool;

  if (gesso_provider_registry_find (gesso_studio_get_registry (cli->studio), name, &model, &error) == NULL)
    {
      gesso_cli_complain ("%s", error->message);
      return FALSE;
    }
  if (nick != NULL && !gesso_tool_from_nick (nick, &tool))
    {
      /* Translators: %s is what was given as the name of a tool. */
      gesso_cli_complain (_("“%s” is no tool."), nick);
      return FALSE;
    }
  for (int i = 0; i < GESSO_N_TOOLS; i++)
    if (nick != NULL ? i == (int) tool : model == NULL || (model->tools & (1u << i)) != 0)
      g_hash_table_insert (models, g_strdup (gesso_tool_to_nick ((GessoTool) i)), g_strdup (name));
  return TRUE;
}

static char *
format_size (guint width,
             guint height)
{
  return width > 0 ? g_strdup_printf ("%u×%u", width, height) : g_strdup ("?");
}

static char *
format_price (double price)
{
  if (price < 0)
    return g_strdup ("?");
  return price > 0 ? g_strdup_printf ("$%.4g", price) : g_strdup (_("free"));
}

static void
print_text (const GessoReplayStep *step,
            guint                  number)
{
  g_autofree char *before = format_size (step->width, step->height);
  g_autofree char *after = format_size (step->made_width, step->made_height);
  g_autofree char *price = format_price (step->price);

  printf ("%u. %s  %s  %s → %s  %s\n", number, gesso_tool_to_nick (step->tool), step->model != NULL ? step->model : "-",
          before, step->problem == NULL ? after : "-", step->problem == NULL ? price : "-");
  if (step->prompt != NULL && *step->prompt != '\0')
    printf ("    %s\n", step->prompt);
  if (step->mask_width > 0 && step->width > 0 && (step->mask_width != step->width || step->mask_height != step->height))
    {
      g_autofree char *mask = format_size (step->mask_width, step->mask_height);

      /* Translators: both are sizes such as 1024×768. */
      printf (_("    its mask is scaled: %s → %s"), mask, before);
      putchar ('\n');
    }
  if (step->problem != NULL)
    {
      /* Translators: %s is a sentence that says why. */
      printf (_("    left out: %s"), step->problem);
      putchar ('\n');
    }
}

static void
set_size (JsonObject *object,
          const char *name,
          guint       width,
          guint       height)
{
  g_autofree char *text = width > 0 ? g_strdup_printf ("%ux%u", width, height) : NULL;

  gesso_cli_set_text (object, name, text);
}

static void
print_json (const GessoReplayStep *step)
{
  g_autoptr (JsonObject) object = json_object_new ();

  gesso_cli_set_id (object, "of", 'v', step->version_id);
  json_object_set_string_member (object, "tool", gesso_tool_to_nick (step->tool));
  gesso_cli_set_text (object, "model", step->model);
  gesso_cli_set_text (object, "prompt", step->prompt);
  set_size (object, "size", step->width, step->height);
  set_size (object, "made", step->made_width, step->made_height);
  set_size (object, "mask", step->mask_width, step->mask_height);
  if (step->price >= 0)
    json_object_set_double_member (object, "price", step->price);
  json_object_set_int_member (object, "calls", step->requests->len);
  gesso_cli_set_text (object, "problem", step->problem);
  gesso_cli_print_json (object);
}

static int
print_plan (GessoCli  *cli,
            GPtrArray *steps)
{
  g_autofree char *price = format_price (gesso_replay_sum_prices (steps));

  for (guint i = 0; i < steps->len; i++)
    if (cli->json)
      print_json (g_ptr_array_index (steps, i));
    else
      print_text (g_ptr_array_index (steps, i), i + 1);
  if (!cli->json)
    {
      /* Translators: %s is a price. */
      printf (_("In all: %s"), price);
      putchar ('\n');
    }
  return GESSO_CLI_DONE;
}

/* (nullable): what follows @job, once it is there. */
static GessoJob *
wait_for_next (GessoCli *cli,
               GessoJob *job)
{
  gboolean pending;
  GessoJob *next;

  while ((next = gesso_chain_find_next (gesso_studio_get_chain (cli->studio), gesso_job_get_id (job), &pending)) == NULL &&
         pending)
    g_main_context_iteration (NULL, TRUE);
  return next;
}

int
gesso_cli_run_chain (GessoCli *cli,
                     GessoJob *first)
{
  GessoJob *job = first;
  guint waiting;
  int code;

  for (;;)
    {
      GessoJob *next;

      code = gesso_cli_run_job (cli, job, NULL);
      waiting = gesso_job_get_coming (job)->len;
      if (code != GESSO_CLI_DONE || waiting == 0)
        break;
      next = wait_for_next (cli, job);
      if (next == NULL)
        {
          code = GESSO_CLI_FAILED;
          break;
        }
      job = next;
    }
  if (code != GESSO_CLI_DONE && waiting > 0)
    /* Translators: %u is how many steps, then the number of a job; keep the command as it is. */
    gesso_cli_complain (g_dngettext (GETTEXT_PACKAGE, "%u more step waits: “gesso jobs resume j%u” continues.",
                                     "%u more steps wait: “gesso jobs resume j%u” continues.", waiting),
                        waiting, (guint) gesso_job_get_id (job));
  return code;
}

/* The version that --on names; a file is kept as one, in the thread of @path. (nullable): told */
static GessoVersion *
find_source (GessoCli   *cli,
             const char *on,
             GPtrArray  *path,
             guint      *image_index,
             int        *code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  GessoVersion *version;
  gint64 id;
  int image;

  *image_index = 0;
  if (!g_file_test (on, G_FILE_TEST_EXISTS) && gesso_cli_parse_version (on, &id, &image))
    {
      version = gesso_cli_get_version (cli, id, code);
      *image_index = (guint) MAX (image, 0);
      if (version == NULL || *image_index < gesso_version_get_n_images (version))
        return version;
      *code = gesso_cli_complain_of_image (version, *image_index + 1);
      g_object_unref (version);
      return NULL;
    }
  file = g_file_new_for_commandline_arg (on);
  gesso_studio_import_file_async (cli->studio, gesso_version_get_thread_id (path->pdata[path->len - 1]), file,
                                  cli->cancellable, gesso_cli_async_cb, &result);
  version = gesso_studio_import_file_finish (cli->studio, gesso_cli_wait (&result), &error);
  if (version == NULL)
    {
      gesso_cli_complain_file ("--on", on, error);
      *code = GESSO_CLI_WRONG_CALL;
    }
  return version;
}

static int
replay (GessoCli      *cli,
        gint64         id,
        gint64         from,
        const Options *options)
{
  g_autoptr (GHashTable) models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GAsyncResult) loaded = NULL, started = NULL;
  g_autoptr (GPtrArray) path = NULL, steps = NULL;
  g_autoptr (GessoVersion) source = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;
  guint image_index = 0;
  int code;

  for (char **model = options->models; model != NULL && *model != NULL; model++)
    if (!add_model (cli, models, *model))
      return GESSO_CLI_WRONG_CALL;
  gesso_replay_load_path_async (cli->studio, id, from, cli->cancellable, gesso_cli_async_cb, &loaded);
  path = gesso_replay_load_path_finish (cli->studio, gesso_cli_wait (&loaded), &error);
  if (path == NULL)
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  if (options->on != NULL && (source = find_source (cli, options->on, path, &image_index, &code)) == NULL)
    return code;
  steps = gesso_replay_plan (cli->studio, path, source, image_index, models);
  if (options->dry_run)
    return print_plan (cli, steps);
  gesso_replay_start_async (cli->studio,
                            gesso_version_get_thread_id (source != NULL ? source : path->pdata[path->len - 1]), steps,
                            cli->cancellable, gesso_cli_async_cb, &started);
  job = gesso_replay_start_finish (cli->studio, gesso_cli_wait (&started), &error);
  return job != NULL ? gesso_cli_run_chain (cli, job) : gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
}

int
gesso_cli_replay (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &options.on, N_("A file or version to take instead of the first one"), N_("IMAGE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("Begin after this version"), N_("VERSION") },
    { "model", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options.models, N_("For one tool, or for all that it has"), N_("[TOOL=]MODEL") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("List the steps with sizes and prices; run nothing"), NULL },
    G_OPTION_ENTRY_NULL
  };
  gint64 id, from = 0;
  int image;

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if (g_strv_length (*args) != 2 || !gesso_cli_parse_version ((*args)[1], &id, &image))
    return gesso_cli_complain (_("replay needs one VERSION such as v12."));
  if (options.from != NULL && !gesso_cli_parse_version (options.from, &from, &image))
    return gesso_cli_complain (_("--from %s: give a version such as v12."), options.from);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  return replay (cli, id, from, &options);
}
