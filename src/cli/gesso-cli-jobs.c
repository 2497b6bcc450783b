/* gesso-cli-jobs.c - the jobs that are not done, and what becomes of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"
#include "gesso-job-record.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 10000

/* As gesso_cli_parse_job() reads it. */
static char *
format_id (const GessoJobRow *row)
{
  return g_strdup_printf ("j%" G_GINT64_FORMAT, row->id);
}

/* How long it took, or takes as of now. */
static double
get_seconds (const GessoJobRow *row)
{
  gint64 end = gesso_job_state_is_final (row->state) ? row->updated : g_get_real_time ();

  return MAX (end - row->created, 0) / (double) G_USEC_PER_SEC;
}

static void
print_json (const GessoJobRow *row,
            GessoRequest      *request)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *created = gesso_cli_format_time (row->created);
  g_autofree char *updated = gesso_cli_format_time (row->updated);

  gesso_cli_set_id (object, "job", 'j', row->id);
  gesso_cli_set_id (object, "thread", 't', row->thread_id);
  gesso_cli_set_id (object, "version", 'v', row->version_id);
  json_object_set_string_member (object, "state", gesso_job_state_to_nick (row->state));
  if (request != NULL)
    {
      json_object_set_string_member (object, "tool", gesso_tool_to_nick (gesso_request_get_tool (request)));
      gesso_cli_set_text (object, "model", gesso_request_get_model (request));
      gesso_cli_set_text (object, "prompt", gesso_request_get_prompt (request));
    }
  gesso_cli_set_text (object, "class", row->error_class);
  gesso_cli_set_text (object, "message", row->error_text);
  json_object_set_boolean_member (object, "elsewhere", row->elsewhere);
  json_object_set_boolean_member (object, "continues_free", gesso_job_record_can_continue (row->state_json));
  gesso_cli_set_text (object, "created", created);
  gesso_cli_set_text (object, "updated", updated);
  gesso_cli_set_seconds (object, "seconds", get_seconds (row));
  gesso_cli_print_json (object);
}

static void
print_text (const GessoJobRow *row,
            GessoRequest      *request)
{
  printf ("j%" G_GINT64_FORMAT "  t%" G_GINT64_FORMAT, row->id, row->thread_id);
  if (request != NULL)
    printf ("  %s  %s", gesso_tool_to_nick (gesso_request_get_tool (request)), gesso_request_get_model (request));
  printf ("  %s  %.0f s", row->elsewhere ? _("Runs in another Gesso that is open") : gesso_job_state_get_title (row->state),
          get_seconds (row));
  if (row->version_id != 0)
    printf ("  v%" G_GINT64_FORMAT, row->version_id);
  putchar ('\n');
  if (row->error_text != NULL)
    printf ("    %s\n", row->error_text);
  if (row->state == GESSO_JOB_UNKNOWN)
    {
      g_autofree char *choice = gesso_cli_describe_choice (row->id);

      printf ("    %s\n", choice);
    }
}

static void
print_job (GessoCli          *cli,
           const GessoJobRow *row)
{
  g_autoptr (GessoRequest) request = gesso_request_from_json (row->request != NULL ? row->request : "", NULL);

  if (cli->json)
    print_json (row, request);
  else
    print_text (row, request);
}

/* (nullable): told. */
static GPtrArray *
list_jobs (GessoCli *cli,
           gboolean  ended,
           guint     limit,
           int      *code)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  gesso_store_list_jobs_async (store, ended, limit, cli->cancellable, gesso_cli_async_cb, &result);
  rows = gesso_store_list_jobs_finish (store, gesso_cli_wait (&result), &error);
  if (rows == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_FAILED);
  return rows;
}

/* (nullable): told. */
static GessoJobRow *
find_job (GessoCli   *cli,
          const char *text,
          int        *code)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoJobRow *row;
  gint64 id;

  if (!gesso_cli_parse_job (text, &id))
    {
      *code = gesso_cli_complain (_("“%s” is no job: give one such as j5. “gesso jobs” lists them."), text);
      return NULL;
    }
  gesso_store_get_job_async (store, id, cli->cancellable, gesso_cli_async_cb, &result);
  row = gesso_store_get_job_finish (store, gesso_cli_wait (&result), &error);
  if (row == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  return row;
}

static gboolean
has_row (GPtrArray *rows,
         gint64     id)
{
  for (guint i = 0; i < rows->len; i++)
    if (((GessoJobRow *) g_ptr_array_index (rows, i))->id == id)
      return TRUE;
  return FALSE;
}

/* The jobs named, or all that are open and not worked on elsewhere. (nullable): told. */
static GPtrArray *
find_jobs (GessoCli *cli,
           GStrv     names,
           int      *code)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (names[0] == NULL)
    {
      rows = list_jobs (cli, FALSE, MAX_LIMIT, code);
      for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
        {
          const GessoJobRow *row = g_ptr_array_index (rows, i - 1);

          if (row->elsewhere || gesso_job_state_is_final (row->state))
            g_ptr_array_remove_index (rows, i - 1);
        }
      return g_steal_pointer (&rows);
    }
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_job_row_free);
  for (; *names != NULL; names++)
    {
      g_autoptr (GessoJobRow) row = find_job (cli, *names, code);

      if (row == NULL)
        return NULL;
      /* One that is named twice runs, and costs, once. */
      if (!has_row (rows, row->id))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  return g_steal_pointer (&rows);
}

static int
run_list (GessoCli *cli,
          gboolean  all,
          guint     limit)
{
  int code = GESSO_CLI_DONE;
  g_autoptr (GPtrArray) rows = list_jobs (cli, all, limit, &code);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    print_job (cli, g_ptr_array_index (rows, i));
  if (rows != NULL && rows->len == 0 && !cli->json)
    puts (_("No job is open."));
  return code;
}

/* Why nothing can be done with it. FALSE: told. */
static gboolean
can_be_acted_on (const GessoJobRow *row)
{
  g_autofree char *id = format_id (row);

  if (row->elsewhere)
    /* Translators: a job such as j5 */
    gesso_cli_complain (_("Job %s runs in another Gesso that is open; go there."), id);
  else if (row->state == GESSO_JOB_COMPLETED)
    gesso_cli_complain (_("Job %s is done already."), id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_on_device (GessoCli          *cli,
              const GessoJobRow *row)
{
  g_autoptr (GessoRequest) request = gesso_request_from_json (row->request != NULL ? row->request : "", NULL);
  GessoProvider *provider = NULL;

  if (request != NULL)
    provider = gesso_provider_registry_find (gesso_studio_get_registry (cli->studio), gesso_request_get_model (request),
                                             NULL, NULL);
  return provider != NULL && gesso_provider_get_spec (provider)->on_device;
}

/* Whether running @row again can cost nothing more than it did, or the artist accepts that. FALSE: told. */
static gboolean
may_be_sent (GessoCli          *cli,
             const GessoJobRow *row,
             gboolean           send_again)
{
  g_autofree char *id = format_id (row);

  if (send_again || !gesso_job_state_is_final (row->state) || gesso_job_record_can_continue (row->state_json) ||
      is_on_device (cli, row))
    return TRUE;
  if (row->state == GESSO_JOB_UNKNOWN && row->error_text != NULL)
    gesso_cli_complain ("%s", row->error_text);
  /* Translators: a job such as j5; keep --send-again as it is. */
  gesso_cli_complain (_("Job %s has to be sent again, which may be charged once more: say --send-again if that is meant."), id);
  return FALSE;
}

/* What had an unknown outcome is settled by being sent again, or by being put aside. */
static int
settle (GessoCli          *cli,
        const GessoJobRow *row)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  g_autoptr (GessoJobRow) settled = gesso_job_row_copy (row);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  settled->state = GESSO_JOB_CANCELLED;
  gesso_store_save_job_async (store, settled, NULL, gesso_cli_async_cb, &result);
  if (gesso_store_save_job_finish (store, gesso_cli_wait (&result), &error) != 0)
    return GESSO_CLI_DONE;
  return gesso_cli_report (error, GESSO_CLI_FAILED);
}

/* (nullable): told. One that is open goes on; one that ended becomes a new one. */
static GessoJob *
start_again (GessoCli          *cli,
             const GessoJobRow *row,
             int               *code)
{
  GessoJobQueue *queue = gesso_studio_get_queue (cli->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoJob *job;

  if (!gesso_job_state_is_final (row->state))
    return gesso_job_queue_resume_row (queue, row);
  gesso_job_queue_retry_row_async (queue, row, cli->cancellable, gesso_cli_async_cb, &result);
  job = gesso_job_queue_submit_finish (queue, gesso_cli_wait (&result), &error);
  if (job == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_FAILED);
  else if (row->state == GESSO_JOB_UNKNOWN)
    *code = settle (cli, row);
  return job;
}

/* All run at once, as far as their providers allow it; each is told of when its turn comes. */
static int
run_resume (GessoCli *cli,
            GStrv     names,
            gboolean  send_again)
{
  int code = GESSO_CLI_DONE;
  g_autoptr (GPtrArray) rows = find_jobs (cli, names, &code);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  if (rows == NULL)
    return code;
  for (guint i = 0; i < rows->len; i++)
    if (!can_be_acted_on (g_ptr_array_index (rows, i)) || !may_be_sent (cli, g_ptr_array_index (rows, i), send_again))
      return GESSO_CLI_WRONG_CALL;
  for (guint i = 0; i < rows->len; i++)
    {
      GessoJob *job = start_again (cli, g_ptr_array_index (rows, i), &code);

      if (job != NULL)
        g_ptr_array_add (jobs, job);
    }
  for (guint i = 0; i < jobs->len; i++)
    {
      int one = gesso_cli_run_chain (cli, g_ptr_array_index (jobs, i));

      code = MAX (code, one);
    }
  if (rows->len == 0 && !cli->json)
    puts (_("No job is open."));
  return code;
}

/* The provider is told where it can be, which takes the runner that a job has only while it runs. */
static int
cancel_one (GessoCli          *cli,
            const GessoJobRow *row)
{
  g_autofree char *name = format_id (row);
  g_autoptr (GessoJobRow) after = NULL;
  int code = GESSO_CLI_DONE;

  if (row->state == GESSO_JOB_UNKNOWN)
    code = settle (cli, row);
  else if (!gesso_job_state_is_final (row->state))
    {
      g_autoptr (GessoJob) job = gesso_job_queue_resume_row (gesso_studio_get_queue (cli->studio), row);

      gesso_job_cancel (job);
      while (!gesso_job_state_is_final (gesso_job_get_state (job)))
        g_main_context_iteration (NULL, TRUE);
    }
  after = code == GESSO_CLI_DONE ? find_job (cli, name, &code) : NULL;
  if (after != NULL)
    print_job (cli, after);
  return code;
}

static int
run_cancel (GessoCli *cli,
            GStrv     names,
            gboolean  all)
{
  int code = GESSO_CLI_DONE;
  g_autoptr (GPtrArray) rows = NULL;

  if ((names[0] != NULL) == all)
    return gesso_cli_complain (_("Say which jobs to cancel, such as j5, or --all."));
  rows = find_jobs (cli, names, &code);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!can_be_acted_on (g_ptr_array_index (rows, i)))
      return GESSO_CLI_WRONG_CALL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      int one = cancel_one (cli, g_ptr_array_index (rows, i));

      code = MAX (code, one);
    }
  return code;
}

int
gesso_cli_jobs (GessoCli   *cli,
                const char *name,
                GStrv      *args)
{
  gboolean all = FALSE, send_again = FALSE;
  g_autofree char *limit = NULL;
  gint64 n = DEFAULT_LIMIT;
  const char *action;
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &all, N_("list: those that ended too; cancel: all that are open"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &limit, N_("list: at most so many, the newest; 50 if left out"), N_("N") },
    { "send-again", 0, 0, G_OPTION_ARG_NONE, &send_again, N_("resume: also what may be charged once more"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  action = (*args)[1] != NULL ? (*args)[1] : "list";
  if (!g_strv_contains ((const char *const[]){ "list", "resume", "cancel", NULL }, action))
    return gesso_cli_complain (_("There is no “gesso jobs %s”; there are list, resume and cancel."), action);
  if (limit != NULL && !g_ascii_string_to_signed (limit, 10, 1, MAX_LIMIT, &n, NULL))
    return gesso_cli_complain (_("--limit %s: give a whole number from 1 to %d."), limit, MAX_LIMIT);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (g_str_equal (action, "resume"))
    return run_resume (cli, *args + 2, send_again);
  if (g_str_equal (action, "cancel"))
    return run_cancel (cli, *args + 2, all);
  if ((*args)[1] != NULL && (*args)[2] != NULL)
    return gesso_cli_complain (_("jobs list takes no argument; “%s” is too much."), (*args)[2]);
  return run_list (cli, all, (guint) n);
}
