/* test-desktop.c - what the window has to do with the desktop around it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-app-test.h"
#include "gesso-background.h"
#include "gesso-diagnostics-window.h"
#include "gesso-file-content.h"
#include "gesso-open-with.h"
#include "gesso-program-dialog.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "gesso-window.h"
#include "layered.h"
#include "stand-in-portal.h"

static StandInPortal portal;

typedef struct
{
  AppFixture app;
  GSettings *settings;
  GessoWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  app_fixture_set_up (&fixture->app, NULL);
  if (fixture->app.studio == NULL)
    return;
  fixture->settings = g_settings_new (GESSO_APPLICATION_ID);
  g_settings_reset (fixture->settings, "last-thread");
  g_settings_reset (fixture->settings, "when-closing");
  fixture->window = gesso_window_new (NULL, fixture->settings);
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->app.studio == NULL)
    return;
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_clear_object (&fixture->settings);
  app_fixture_tear_down (&fixture->app, NULL);
}

static GessoVersion *
get_shown (Fixture *fixture)
{
  GessoCanvasPane *canvas = gesso_window_get_canvas (fixture->window);

  return canvas != NULL ? gesso_canvas_pane_get_version (canvas) : NULL;
}

static gboolean
shows_import (gpointer data)
{
  GessoVersion *shown = get_shown (data);

  return shown != NULL && gesso_version_get_tool (shown) == GESSO_TOOL_IMPORT;
}

static gboolean
shows_hand_edit (gpointer data)
{
  GessoVersion *shown = get_shown (data);

  return shown != NULL && gesso_version_get_tool (shown) == GESSO_TOOL_HAND_EDIT;
}

static gboolean
has_opened (gpointer data)
{
  return portal.n_opened > 0 && portal.opened_path != NULL;
}

/* Out by the portal, which is asked for the program and given leave to write; and back. */
static void
test_elsewhere (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GessoImage) painted = NULL;
  gboolean ask = FALSE, writable = FALSE;

  if (fixture->app.studio == NULL)
    return;
  portal.n_opened = 0;
  file = app_test_write_png (fixture->app.folder, "in.png", 30, 20, NULL);
  gesso_window_open_files (fixture->window, &file, 1, TRUE);
  app_test_wait (shows_import, fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "open-elsewhere", NULL);
  app_test_wait (has_opened, NULL);
  g_variant_lookup (portal.options, "ask", "b", &ask);
  g_variant_lookup (portal.options, "writable", "b", &writable);
  g_assert_true (ask && writable);
  g_assert_true (g_str_has_prefix (portal.opened_path, fixture->app.folder));
  g_assert_true (g_str_has_suffix (portal.opened_path, ".ora"));
  painted = layered_make_noise (30, 20, 3, 1);
  layered_write_single (portal.opened_path, painted);
  /* The canvas follows the hand. */
  app_test_wait (shows_hand_edit, fixture);
  g_assert_nonnull (strstr (gesso_version_get_note (get_shown (fixture)), "pixels were changed by hand"));
}

/* A long one, on this device. */
static GessoJob *
begin_job (Fixture *fixture)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoJob *job;

  gesso_request_set_prompt (request, "a harbour");
  gesso_parameters_set (gesso_request_get_parameters (request), "size", g_variant_new_string ("1024x1024"));
  gesso_studio_submit_async (fixture->app.studio, 0, request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->app.studio, result, &error);
  g_assert_no_error (error);
  return job;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
set_cb (gboolean *flag)
{
  *flag = TRUE;
}

/* The desktop is asked once and told how much there is; it ends after the last job. */
static void
test_background (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GApplication) application = NULL;
  g_autoptr (GessoBackground) background = NULL;
  g_autoptr (GessoJob) job = NULL;
  const char *reason = NULL;
  gboolean finished = FALSE;

  if (fixture->app.studio == NULL)
    return;
  portal.n_background = portal.n_status = 0;
  application = g_application_new ("art.gesso.Test", G_APPLICATION_NON_UNIQUE);
  job = begin_job (fixture);
  g_assert_cmpuint (gesso_background_count_jobs (fixture->app.studio), ==, 1);
  background = gesso_background_new (application, fixture->app.studio);
  g_signal_connect_swapped (background, "finished", G_CALLBACK (set_cb), &finished);
  app_test_wait (is_set, &finished);
  g_assert_true (gesso_job_state_is_final (gesso_job_get_state (job)));
  g_assert_nonnull (gesso_job_get_version (job));
  g_assert_cmpuint (portal.n_background, ==, 1);
  g_assert_cmpuint (portal.n_status, ==, 1);
  g_assert_cmpstr (portal.status, ==, "Making 1 picture");
  g_variant_lookup (portal.options, "reason", "&s", &reason);
  g_assert_cmpuint (gesso_background_count_jobs (fixture->app.studio), ==, 0);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* Asked, the artist may stay, and may have the answer remembered. */
static void
test_closing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autofree char *choice = NULL;
  AdwMessageDialog *question;

  if (fixture->app.studio == NULL)
    return;
  job = begin_job (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_false (gtk_widget_has_focus (adw_message_dialog_get_extra_child (question)));
  adw_message_dialog_response (question, "cancel");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_nonnull (fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  question = find_question ();
  g_assert_nonnull (question);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_message_dialog_get_extra_child (question)), TRUE);
  adw_message_dialog_response (question, "finish");
  gtk_window_destroy (GTK_WINDOW (question));
  app_test_settle ();
  g_assert_null (fixture->window);
  choice = g_settings_get_string (fixture->settings, "when-closing");
  g_assert_cmpstr (choice, ==, "finish");
  g_settings_reset (fixture->settings, "when-closing");
}

/* Nobody is asked where nothing runs, nor where it is settled. */
static void
test_closing_at_once (Fixture      *fixture,
                      gconstpointer data)
{
  if (fixture->app.studio == NULL)
    return;
  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_null (find_question ());
  g_assert_null (fixture->window);
}

static void
test_closing_remembered (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;

  if (fixture->app.studio == NULL)
    return;
  g_settings_set_string (fixture->settings, "when-closing", "quit");
  job = begin_job (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_null (find_question ());
  g_assert_null (fixture->window);
  g_settings_reset (fixture->settings, "when-closing");
}

static gboolean
has_text (gpointer data)
{
  return gesso_diagnostics_window_get_text (data) != NULL;
}

static void
test_diagnostics (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *window;
  const char *text;

  if (fixture->app.studio == NULL)
    return;
  window = gesso_diagnostics_window_new (fixture->app.studio);
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (has_text, window);
  text = gesso_diagnostics_window_get_text (GESSO_DIAGNOSTICS_WINDOW (window));
  g_assert_nonnull (strstr (text, "GTK 4."));
  g_assert_nonnull (strstr (text, "Keyring:"));
  g_assert_nonnull (strstr (text, "Versions:"));
  g_assert_null (strstr (text, fixture->app.folder));
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  GError *error;
  gboolean done;
} Written;

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Written *written = user_data;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &written->error);
  written->done = TRUE;
}

/* As a file, and as the picture's own bytes. */
static void
test_drag (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) wanted = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  Written written = { NULL };

  if (fixture->app.studio == NULL)
    return;
  file = app_test_write_png (fixture->app.folder, "drag.png", 9, 9, NULL);
  wanted = layered_read_file (g_file_peek_path (file));
  provider = gesso_file_content_new (file, g_file_peek_path (file), "image/png");
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  stream = g_memory_output_stream_new_resizable ();
  gdk_content_provider_write_mime_type_async (provider, "image/png", stream, G_PRIORITY_DEFAULT, NULL, written_cb, &written);
  app_test_wait (is_set, &written.done);
  g_assert_no_error (written.error);
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
}

typedef struct
{
  GdkTexture *texture;
  gboolean done;
} Taken;

static void
texture_taken_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Taken *taken = user_data;

  taken->texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  taken->done = TRUE;
}

static gboolean
has_copied (gpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (((Fixture *) data)->window));

  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST);
}

/* Alpha lives through the clipboard, out and in. */
static void
test_clipboard (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GessoImage) half = layered_make_plain (6, 6, 10, 20, 30, 128);
  g_autoptr (GBytes) bytes = layered_encode (half);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GdkTexture) own = NULL;
  g_autofree char *path = NULL;
  guint32 pixels[36];
  Taken taken = { NULL };

  if (fixture->app.studio == NULL)
    return;
  path = g_build_filename (fixture->app.folder, "half.png", NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  file = g_file_new_for_path (path);
  gesso_window_open_files (fixture->window, &file, 1, TRUE);
  app_test_wait (shows_import, fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "copy", NULL);
  app_test_wait (has_copied, fixture);
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, texture_taken_cb, &taken);
  app_test_wait (is_set, &taken.done);
  g_assert_nonnull (taken.texture);
  gdk_texture_download (taken.texture, (guchar *) pixels, 6 * 4);
  g_assert_cmpuint (pixels[7] >> 24, ==, 128);
  g_clear_object (&taken.texture);
  own = gesso_texture_new (half);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), own);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-thread", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "paste", NULL);
  app_test_settle ();
}

static void
chosen_cb (GtkWidget *dialog,
           GAppInfo  *program,
           GAppInfo **chosen)
{
  *chosen = program;
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_ACTION_ROW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);
  return found;
}

static void
test_programs (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func (g_object_unref);
  GAppInfo *chosen = NULL;
  GtkWidget *dialog;

  if (fixture->app.studio == NULL)
    return;
  g_ptr_array_add (programs, g_app_info_create_from_commandline ("true %f", "A & B", G_APP_INFO_CREATE_NONE, NULL));
  dialog = gesso_program_dialog_new (programs);
  g_signal_connect (dialog, "chosen", G_CALLBACK (chosen_cb), &chosen);
  gtk_window_present (GTK_WINDOW (dialog));
  adw_action_row_activate (ADW_ACTION_ROW (find_row (dialog)));
  app_test_settle ();
  g_assert_true (chosen == programs->pdata[0]);
}

int
main (int    argc,
      char **argv)
{
  int status;

  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  stand_in_portal_start (&portal);
  if (gtk_init_check ())
    {
      gesso_test_pass_toolkit ();
      stand_in_portal_serve (&portal);
      /* Not before GTK has its own settings. */
      g_setenv ("GTK_USE_PORTAL", "1", TRUE);
    }
#define ADD(name, func) g_test_add ("/app/desktop/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("elsewhere", test_elsewhere);
  ADD ("background", test_background);
  ADD ("closing", test_closing);
  ADD ("closing-at-once", test_closing_at_once);
  ADD ("closing-remembered", test_closing_remembered);
  ADD ("diagnostics", test_diagnostics);
  ADD ("drag", test_drag);
  ADD ("clipboard", test_clipboard);
  ADD ("programs", test_programs);
  status = g_test_run ();
  stand_in_portal_stop (&portal);
  return status;
}
