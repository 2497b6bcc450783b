/* gesso-window-bundle.c - threads and versions as one file, in and out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-bundle.h"
#include "gesso-file-dialog.h"
#include "gesso-transfer-toast.h"
#include "gesso-window-private.h"

/* One bundle on its way in or out. */
typedef struct
{
  GessoWindow *window;        /* (owned) */
  GArray *threads, *versions; /* (owned) (nullable): what goes out */
  GFile *file;                /* (owned) (nullable): once it is known */
  GCancellable *cancellable;  /* (owned): the window's life, and the artist's word */
  gulong closing;
  GessoTransferToast *toast;  /* (owned) (nullable): while it is on its way */
} Transfer;

static Transfer *
transfer_new (GessoWindow *window)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->window = g_object_ref (window);
  transfer->cancellable = g_cancellable_new ();
  transfer->closing = g_cancellable_connect (window->cancellable, G_CALLBACK (g_cancellable_cancel),
                                             transfer->cancellable, NULL);
  return transfer;
}

static void
transfer_free (Transfer *transfer)
{
  g_cancellable_disconnect (transfer->window->cancellable, transfer->closing);
  g_clear_pointer (&transfer->toast, gesso_transfer_toast_free);
  g_clear_pointer (&transfer->threads, g_array_unref);
  g_clear_pointer (&transfer->versions, g_array_unref);
  g_clear_object (&transfer->file);
  g_object_unref (transfer->cancellable);
  g_object_unref (transfer->window);
  g_free (transfer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

static char *
dup_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

/* Out */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_display_name (transfer->file);
  g_autofree char *sentence = NULL;

  if (!gesso_bundle_export_finish (GESSO_STORE (source), result, &error))
    {
      gesso_window_toast_error (transfer->window, error);
      return;
    }
  /* Translators: %s is a file name. */
  sentence = g_strdup_printf (_("Saved as “%s”"), name);
  gesso_window_toast (transfer->window, sentence);
}

static void
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  GessoWindow *self = transfer->window;
  Transfer *going;

  transfer->file = gesso_file_dialog_save_named_finish (result, NULL);
  if (transfer->file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  transfer->toast = gesso_transfer_toast_new (self->toasts, _("Exporting…"), transfer->cancellable);
  going = g_steal_pointer (&transfer);
  gesso_bundle_export_async (gesso_studio_get_store (self->studio), (const gint64 *) (gpointer) going->threads->data,
                             going->threads->len, (const gint64 *) (gpointer) going->versions->data,
                             going->versions->len, going->file, gesso_transfer_toast_progress, going->toast,
                             going->cancellable, exported_cb, going);
}

static GArray *
copy_ids (const gint64 *ids,
          guint         n)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof *ids);

  return n > 0 ? g_array_append_vals (copy, ids, n) : copy;
}

void
gesso_window_export_bundle (GessoWindow  *self,
                            const gint64 *thread_ids,
                            guint         n_threads,
                            const gint64 *version_ids,
                            guint         n_versions,
                            const char   *title)
{
  g_autofree char *name = g_strdelimit (g_strndup (title, 80), "/\\", '-');
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  Transfer *transfer = transfer_new (self);

  transfer->threads = copy_ids (thread_ids, n_threads);
  transfer->versions = copy_ids (version_ids, n_versions);
  gesso_file_dialog_save_named_async (GTK_WINDOW (self), _("Export as a Bundle"), *valid != '\0' ? valid : "Gesso",
                                      GESSO_BUNDLE_SUFFIX, self->cancellable, target_chosen_cb, transfer);
}

static void
thread_to_export_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, &error);
  gint64 id;

  if (thread == NULL)
    {
      gesso_window_toast_error (self, error);
      return;
    }
  id = gesso_thread_get_id (thread);
  gesso_window_export_bundle (self, &id, 1, NULL, 0, gesso_thread_get_title (thread));
}

void
gesso_window_export_thread (GessoWindow *self,
                            gint64       id)
{
  gesso_store_get_thread_async (gesso_studio_get_store (self->studio), id, self->cancellable, thread_to_export_cb,
                                g_object_ref (self));
}

/* In */

static void
tell_imported (GessoWindow  *self,
               const GArray *threads,
               guint         n_new)
{
  g_autofree char *sentence = NULL;

  if (n_new == 0)
    {
      gesso_window_toast (self, _("All of the bundle was here already"));
      return;
    }
  /* Translators: %u is a number of versions, which are pictures. */
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u version came with the bundle",
                                           "%u versions came with the bundle", n_new), n_new);
  gesso_window_toast (self, sentence);
}

static void
bundle_imported_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  GessoWindow *self = transfer->window;
  g_autoptr (GError) error = NULL;
  guint n_new;
  g_autoptr (GArray) threads = gesso_bundle_import_finish (GESSO_STORE (source), result, &n_new, &error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (threads == NULL)
        gesso_window_toast_error (self, error);
      else
        {
          tell_imported (self, threads, n_new);
          gesso_window_open_thread (self, g_array_index (threads, gint64, 0), 0, 0);
        }
    }
  gesso_window_import_next (self);
}

void
gesso_window_import_bundle (GessoWindow *self,
                            GFile       *file)
{
  Transfer *transfer = transfer_new (self);

  transfer->file = g_object_ref (file);
  transfer->toast = gesso_transfer_toast_new (self->toasts, _("Importing…"), transfer->cancellable);
  gesso_bundle_import_async (gesso_studio_get_store (self->studio), file, gesso_transfer_toast_progress, transfer->toast,
                             transfer->cancellable, bundle_imported_cb, transfer);
}
