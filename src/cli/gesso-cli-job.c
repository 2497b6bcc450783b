/* gesso-cli-job.c - a request from the arguments, run to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"

/* Quality of a JPEG or WebP that -o asks for. */
#define OUTPUT_QUALITY 90

void
gesso_cli_run_clear (GessoCliRun *run)
{
  g_free (run->model);
  g_free (run->output);
  g_free (run->thread);
  g_strfreev (run->parameters);
}

gboolean
gesso_cli_set_parameter (GessoCli     *cli,
                         GessoRequest *request,
                         const char   *name,
                         const char   *text)
{
  const GessoModelSpec *model = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;
  if (gesso_provider_registry_find (gesso_studio_get_registry (cli->studio), gesso_request_get_model (request), &model, &error) != NULL &&
      gesso_parameters_set_text (gesso_request_get_parameters (request), model->parameters, name, text, &error))
    return TRUE;
  gesso_cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
set_parameters (GessoCli     *cli,
                GessoRequest *request,
                char        **parameters)
{
  for (; parameters != NULL && *parameters != NULL; parameters++)
    {
      const char *equals = strchr (*parameters, '=');
      g_autofree char *name = equals != NULL ? g_strndup (*parameters, equals - *parameters) : NULL;

      if (equals == NULL || *name == '\0')
        {
          gesso_cli_complain (_("--param %s: write it as NAME=VALUE."), *parameters);
          return FALSE;
        }
      if (!gesso_cli_set_parameter (cli, request, name, equals + 1))
        return FALSE;
    }
  return TRUE;
}

GessoRequest *
gesso_cli_make_request (GessoCli          *cli,
                        GessoTool          tool,
                        const GessoCliRun *run,
                        int               *code)
{
  GessoProviderRegistry *registry = gesso_studio_get_registry (cli->studio);
  g_autofree char *model = NULL;
  g_autoptr (GessoRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  *code = GESSO_CLI_WRONG_CALL;
  if (run->model == NULL)
    model = gesso_provider_registry_dup_default (registry, tool, &error);
  else if (gesso_provider_registry_find (registry, run->model, NULL, &error) != NULL)
    model = g_strdup (run->model);
  if (model == NULL)
    {
      gesso_cli_complain ("%s", error->message);
      return NULL;
    }
  request = gesso_request_new (tool, model);
  return set_parameters (cli, request, run->parameters) ? g_steal_pointer (&request) : NULL;
}

static gboolean
add_version (GessoCli      *cli,
             GessoRequest  *request,
             GessoInputRole role,
             gint64         id,
             int            image,
             int           *code)
{
  g_autoptr (GessoVersion) version = gesso_cli_get_version (cli, id, code);
  guint index = (guint) MAX (image, 0);

  if (version == NULL)
    return FALSE;
  if (index >= gesso_version_get_n_images (version))
    {
      *code = gesso_cli_complain_of_image (version, index + 1);
      return FALSE;
    }
  gesso_request_add_input (request, role, NULL, gesso_version_get_image (version, index)->blob, id, index);
  if (role == GESSO_ROLE_SOURCE)
    gesso_request_set_parent_id (request, id);
  return TRUE;
}

gboolean
gesso_cli_add_image (GessoCli      *cli,
                     GessoRequest  *request,
                     GessoInputRole role,
                     const char    *name,
                     const char    *text,
                     int           *code)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;
  int image;

  *code = GESSO_CLI_WRONG_CALL;
  /* A file that is there goes before a version of the same name. */
  if (!g_file_test (text, G_FILE_TEST_EXISTS) && gesso_cli_parse_version (text, &id, &image))
    return add_version (cli, request, role, id, image, code);
  bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, cli->cancellable, &error);
  if (bytes != NULL && gesso_codec_probe (bytes, &(GessoPictureInfo) { 0 }, &error))
    {
      gesso_request_add_input (request, role, bytes, NULL, 0, 0);
      return TRUE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    *code = gesso_cli_report (error, GESSO_CLI_CANCELLED);
  else
    gesso_cli_complain_file (name, text, error);
  return FALSE;
}

/* "ROLE=IMAGE" to both; a file of that whole name goes before it. */
static const char *
split_role (const char     *text,
            GessoInputRole *role)
{
  const char *equals = strchr (text, '=');
  g_autofree char *nick = equals != NULL ? g_strndup (text, equals - text) : NULL;

  *role = GESSO_ROLE_REFERENCE;
  if (nick == NULL || g_file_test (text, G_FILE_TEST_EXISTS) || !gesso_input_role_from_nick (nick, role))
    return text;
  return equals + 1;
}

gboolean
gesso_cli_add_further (GessoCli     *cli,
                       GessoRequest *request,
                       char        **images,
                       int          *code)
{
  const GessoModelSpec *model = NULL;

  gesso_provider_registry_find (gesso_studio_get_registry (cli->studio), gesso_request_get_model (request), &model, NULL);
  for (; images != NULL && *images != NULL; images++)
    {
      GessoInputRole role;
      const char *image = split_role (*images, &role);

      *code = GESSO_CLI_WRONG_CALL;
      if (role != GESSO_ROLE_REFERENCE && (role == GESSO_ROLE_SOURCE || gesso_request_find_input (request, role) != NULL))
        {
          /* Translators: %s is what was given, such as mask=m.png. */
          gesso_cli_complain (_("--image %s: there is a picture of that role already."), *images);
          return FALSE;
        }
      if (role == GESSO_ROLE_REFERENCE && model->max_sources <= gesso_request_get_n_inputs (request))
        {
          /* Translators: %s is the name of a model. */
          gesso_cli_complain (_("--image %s: %s takes no further picture."), image, gesso_request_get_model (request));
          return FALSE;
        }
      if (!gesso_cli_add_image (cli, request, role, "--image", image, code))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_request (GessoCli     *cli,
               GessoRequest *request,
               GError      **error)
{
  GessoJobQueue *queue = gesso_studio_get_queue (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_job_queue_check_async (queue, request, cli->cancellable, gesso_cli_async_cb, &result);
  return gesso_job_queue_check_finish (queue, gesso_cli_wait (&result), error);
}

/* A source that is a file becomes a version first, so that the result has a parent. */
static gboolean
import_source (GessoCli     *cli,
               GessoRequest *request,
               const char   *name,
               gint64       *thread_id,
               GError      **error)
{
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  g_autofree char *basename = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) version = NULL;

  if (source == NULL || source->bytes == NULL)
    return TRUE;
  if (!check_request (cli, request, error))
    return FALSE;
  basename = g_path_get_basename (name);
  gesso_studio_import_async (cli->studio, *thread_id, source->bytes, basename, cli->cancellable,
                             gesso_cli_async_cb, &result);
  version = gesso_studio_import_finish (cli->studio, gesso_cli_wait (&result), error);
  if (version == NULL)
    return FALSE;
  source->version_id = gesso_version_get_id (version);
  source->blob = g_strdup (gesso_version_get_image (version, 0)->blob);
  *thread_id = gesso_version_get_thread_id (version);
  gesso_request_set_parent_id (request, source->version_id);
  return TRUE;
}

char *
gesso_cli_describe_choice (gint64 job_id)
{
  g_autofree char *id = g_strdup_printf ("j%" G_GINT64_FORMAT, job_id);

  /* Translators: %1$s is a job such as j5; keep the commands as they are. */
  return g_strdup_printf (_("“gesso jobs resume %1$s --send-again” sends it once more, “gesso jobs cancel %1$s” puts it aside."), id);
}

/* One whose outcome is unknown is named, as it has to be decided what becomes of it. */
static int
report_end (GessoJob *job)
{
  const GError *error = gesso_job_get_error (job);
  g_autofree char *choice = gesso_cli_describe_choice (gesso_job_get_id (job));

  if (gesso_job_get_state (job) == GESSO_JOB_CANCELLED)
    {
      /* There may be something to say of what it costs. */
      gesso_cli_complain ("%s", error != NULL ? error->message : _("Cancelled."));
      return GESSO_CLI_CANCELLED;
    }
  if (gesso_job_get_state (job) == GESSO_JOB_UNKNOWN)
    {
      gesso_cli_complain ("%s", error->message);
      gesso_cli_complain ("%s", choice);
      return GESSO_CLI_FAILED;
    }
  return gesso_cli_report (error, GESSO_CLI_FAILED);
}

static int
end_job (GessoCli   *cli,
         GessoJob   *job,
         const char *target)
{
  GessoVersion *version = gesso_job_get_version (job);
  g_autoptr (GPtrArray) outputs = g_ptr_array_new_with_free_func (g_free);
  int code = GESSO_CLI_DONE;
  guint n;

  if (version == NULL)
    return report_end (job);
  n = gesso_version_get_n_images (version);
  for (guint i = 0; target != NULL && i < n && code == GESSO_CLI_DONE; i++)
    {
      g_autofree char *output = gesso_cli_number_output (target, i, n);

      code = gesso_cli_save_picture (cli, version, i, output, OUTPUT_QUALITY, TRUE);
      if (code == GESSO_CLI_DONE)
        g_ptr_array_add (outputs, g_steal_pointer (&output));
    }
  gesso_cli_print_version (cli, version, outputs);
  return code;
}

int
gesso_cli_run_job (GessoCli   *cli,
                   GessoJob   *job,
                   const char *output)
{
  GessoCliProgress *progress = gesso_cli_progress_new (job);

  cli->job = job;
  if (g_cancellable_is_cancelled (cli->cancellable))
    gesso_job_cancel (job);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  cli->job = NULL;
  gesso_cli_progress_free (progress);
  return end_job (cli, job, output);
}

static int
submit (GessoCli     *cli,
        GessoRequest *request,
        gint64        thread_id,
        const char   *output)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_submit_async (cli->studio, thread_id, request, cli->cancellable, gesso_cli_async_cb, &result);
  job = gesso_studio_submit_finish (cli->studio, gesso_cli_wait (&result), &error);
  return job != NULL ? gesso_cli_run_job (cli, job, output) : gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
}

int
gesso_cli_run_request (GessoCli          *cli,
                       GessoRequest      *request,
                       const char        *source_name,
                       const GessoCliRun *run)
{
  g_autoptr (GError) error = NULL;
  gint64 thread_id;
  int code;

  if (!gesso_cli_check_output (run->output))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_find_thread (cli, run->thread, &thread_id, &code))
    return code;
  if (!import_source (cli, request, source_name, &thread_id, &error))
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  return submit (cli, request, thread_id, run->output);
}
