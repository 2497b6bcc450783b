/* gesso-studio-diagnose.c - what to tell of when something does not work
 *
 * The words are not translated: they are for whoever reads the report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libsoup/soup.h>

#include "gesso-studio.h"

#define PORTALS "org.freedesktop.portal.Desktop"
#define PORTALS_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_TIMEOUT_MS 2000
#define SANDBOX_FILE "/.flatpak-info"
/* The calls and jobs that are looked at, and those of them that failed that are told of. */
#define LOOKED_AT 500
#define TOLD 20
#define NONE "  none\n"

static const char *const portals[] = {
  "FileChooser", "Documents", "OpenURI", "Notification", "Background", "Settings", "Secret", "NetworkMonitor", "ProxyResolver",
};

typedef struct
{
  GString *text; /* (owned) */
  gboolean prompts;
  GDBusConnection *bus; /* (owned) (nullable) */
  guint portal;         /* the one asked next */
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;

  g_string_free (report->text, TRUE);
  g_clear_object (&report->bus);
  g_free (report);
}

static void
add_versions (GString *text)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autoptr (GKeyFile) sandbox = g_key_file_new ();
  g_autofree char *runtime = NULL;
  const char *const variables[] = { "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "LANG" };

  g_string_append_printf (text, "Gesso %s\n", GESSO_PACKAGE_VERSION);
  g_string_append_printf (text, "GLib %u.%u.%u, libsoup %u.%u.%u\n",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version ());
  g_string_append_printf (text, "System: %s\n", system != NULL ? system : "unknown");
  if (g_key_file_load_from_file (sandbox, SANDBOX_FILE, G_KEY_FILE_NONE, NULL))
    runtime = g_key_file_get_string (sandbox, "Application", "runtime", NULL);
  g_string_append_printf (text, "Sandbox: %s\n", runtime != NULL ? runtime : "none");
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      g_string_append_printf (text, "%s: %s\n", variables[i], value != NULL ? value : "not set");
    }
  g_string_append_printf (text, "Processors: %u\n", g_get_num_processors ());
}

static void
add_time (GString *text,
          gint64   time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *words = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  g_string_append (text, words != NULL ? words : "-");
}

static void ask_next_portal (GTask *task);

static void
portal_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (reply != NULL)
    {
      g_autoptr (GVariant) value = NULL;

      g_variant_get (reply, "(v)", &value);
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
        g_string_append_printf (report->text, " %s %u", portals[report->portal], g_variant_get_uint32 (value));
    }
  report->portal++;
  ask_next_portal (task);
}

static void
ask_next_portal (GTask *task)
{
  Report *report = g_task_get_task_data (task);
  g_autofree char *interface = NULL;

  if (report->bus == NULL || report->portal == G_N_ELEMENTS (portals))
    {
      g_string_append_c (report->text, '\n');
      g_task_return_pointer (task, g_strdup (report->text->str), g_free);
      return;
    }
  interface = g_strconcat ("org.freedesktop.portal.", portals[report->portal], NULL);
  g_dbus_connection_call (report->bus, PORTALS, PORTALS_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", interface, "version"), G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE,
                          PORTAL_TIMEOUT_MS, g_task_get_cancellable (task), portal_cb, g_object_ref (task));
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);

  report->bus = g_bus_get_finish (result, NULL);
  g_string_append_printf (report->text, "\nPortals:%s", report->bus != NULL ? "" : " no session bus");
  ask_next_portal (task);
}

/* A failure's sentence is ours; the vendor's own words that may be in it can quote the prompt. */
static void
add_job (Report            *report,
         const GessoJobRow *row)
{
  g_autoptr (GessoRequest) request = gesso_request_from_json (row->request != NULL ? row->request : "", NULL);

  g_string_append (report->text, "  ");
  add_time (report->text, row->updated);
  g_string_append_printf (report->text, " j%" G_GINT64_FORMAT " %s %s", row->id, gesso_job_state_to_nick (row->state),
                          row->error_class != NULL ? row->error_class : "-");
  if (request != NULL)
    g_string_append_printf (report->text, " %s %s", gesso_tool_to_nick (gesso_request_get_tool (request)),
                            gesso_request_get_model (request));
  g_string_append_c (report->text, '\n');
  if (report->prompts && row->error_text != NULL)
    g_string_append_printf (report->text, "    %s\n", row->error_text);
  if (report->prompts && request != NULL)
    g_string_append_printf (report->text, "    %s\n", gesso_request_get_prompt (request));
}

static void
list_jobs_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rows = gesso_store_list_jobs_finish (GESSO_STORE (source), result, NULL);
  guint n_open = 0, n_told = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    n_open += !gesso_job_state_is_final (((GessoJobRow *) g_ptr_array_index (rows, i))->state);
  g_string_append_printf (report->text, "\nOpen jobs: %u\nJobs that failed last:\n", n_open);
  for (guint i = rows != NULL ? rows->len : 0; i > 0 && n_told < TOLD; i--)
    {
      const GessoJobRow *row = g_ptr_array_index (rows, i - 1);

      if (!gesso_job_state_is_final (row->state) || row->error_class == NULL)
        continue;
      add_job (report, row);
      n_told++;
    }
  if (n_told == 0)
    g_string_append (report->text, NONE);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), bus_cb, g_object_ref (task));
}

static void
list_calls_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GPtrArray) calls = gesso_store_list_model_calls_finish (GESSO_STORE (source), result, NULL);
  guint n_told = 0;

  g_string_append (report->text, "\nCalls that failed last:\n");
  for (guint i = 0; calls != NULL && i < calls->len && n_told < TOLD; i++)
    {
      const GessoModelCall *call = g_ptr_array_index (calls, i);

      if (call->error_class == NULL)
        continue;
      n_told++;
      g_string_append (report->text, "  ");
      add_time (report->text, call->started);
      g_string_append_printf (report->text, " %s/%s %s: status %u, %s, %" G_GINT64_FORMAT " ms\n", call->provider, call->model,
                              call->operation, call->status, call->error_class, call->total_ms);
    }
  if (n_told == 0)
    g_string_append (report->text, NONE);
  gesso_store_list_jobs_async (GESSO_STORE (source), TRUE, LOOKED_AT, g_task_get_cancellable (task), list_jobs_cb,
                               g_object_ref (task));
}

static void
measure_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Report *report = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GessoStoreMeasure measure;

  if (!gesso_store_measure_finish (GESSO_STORE (source), result, &measure, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_string_append_printf (report->text, "\nSQLite %s, schema %" G_GINT64_FORMAT "\n", measure.sqlite, measure.schema);
  g_string_append_printf (report->text, "Threads: %" G_GINT64_FORMAT "\nVersions: %" G_GINT64_FORMAT "\nFiles: %" G_GINT64_FORMAT
                          ", %.1f MB\nDatabase: %.1f MB\n", measure.threads, measure.versions, measure.files,
                          measure.file_bytes / 1e6, measure.database_bytes / 1e6);
  gesso_store_list_model_calls_async (GESSO_STORE (source), 0, LOOKED_AT, g_task_get_cancellable (task), list_calls_cb,
                                      g_object_ref (task));
}

static void
list_keys_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  Report *report = g_task_get_task_data (task);
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) keys = gesso_studio_keys_list_finish (GESSO_STUDIO_KEYS (source), result, &problem, NULL);

  g_string_append_printf (report->text, "\nKeyring: %s\n", problem != NULL ? problem : "reached");
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      g_string_append_printf (report->text, "  %s: %s, %s, %" G_GINT64_FORMAT " uses, %" G_GINT64_FORMAT " failed\n",
                              key->key->provider, key->key->variable != NULL ? "of the environment" : "of the keyring",
                              gesso_key_condition_to_nick (key->state->condition), key->state->uses, key->state->failures);
    }
  gesso_store_measure_async (gesso_studio_get_store (self), g_task_get_cancellable (task), measure_cb, g_object_ref (task));
}

void
gesso_studio_diagnose_async (GessoStudio        *self,
                             gboolean            prompts,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Report *report = g_new0 (Report, 1);

  g_return_if_fail (GESSO_IS_STUDIO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_diagnose_async);
  report->text = g_string_new (NULL);
  report->prompts = prompts;
  g_task_set_task_data (task, report, free_report);
  add_versions (report->text);
  /* A report is no reason to ask for the password of the keyring. */
  gesso_studio_keys_list_async (gesso_studio_get_keys (self), NULL, FALSE, cancellable, list_keys_cb, g_object_ref (task));
}

char *
gesso_studio_diagnose_finish (GessoStudio  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
