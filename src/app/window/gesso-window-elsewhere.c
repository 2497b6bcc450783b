/* gesso-window-elsewhere.c - pictures in other programs, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-hand-edits.h"
#include "gesso-open-with.h"
#include "gesso-openraster.h"
#include "gesso-picture-name.h"
#include "gesso-portal.h"
#include "gesso-program-dialog.h"
#include "gesso-window-private.h"

/* One picture on its way out. */
typedef struct
{
  GessoWindow *window;   /* (owned) */
  GessoVersion *version; /* (owned) */
  guint image_index;
  GAppInfo *program;     /* (owned) (nullable): NULL where the desktop asks for it */
} Leaving;

static Leaving *
leaving_new (GessoWindow  *window,
             GessoVersion *version,
             guint         image_index)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->window = g_object_ref (window);
  leaving->version = g_object_ref (version);
  leaving->image_index = image_index;
  return leaving;
}

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->window);
  g_object_unref (leaving->version);
  g_clear_object (&leaving->program);
  g_free (leaving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_open_with_portal_finish (result, &error))
    gesso_window_toast_error (self, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Leaving) leaving = user_data;
  GessoWindow *self = leaving->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gesso_hand_edits_begin_finish (GESSO_HAND_EDITS (source), result, &error);

  if (file == NULL)
    gesso_window_toast_error (self, error);
  else if (leaving->program == NULL)
    gesso_open_with_portal_async (file, self->cancellable, opened_cb, g_object_ref (self));
  else if (!gesso_open_with_program (leaving->program, file, gtk_widget_get_display (GTK_WIDGET (self)), &error))
    gesso_window_toast_error (self, error);
}

static void
write_out (Leaving *leaving)
{
  GessoWindow *self = leaving->window;
  g_autofree char *name = gesso_picture_name_make (leaving->version, leaving->image_index);

  gesso_hand_edits_begin_async (self->hand_edits, leaving->version, leaving->image_index, name,
                                leaving->program != NULL ? g_app_info_get_display_name (leaving->program) : NULL,
                                self->cancellable, written_cb, leaving);
}

static void
chosen_cb (GessoProgramDialog *dialog,
           GAppInfo           *program,
           Leaving            *asked)
{
  Leaving *leaving;

  if (asked->window->hand_edits == NULL)
    return;
  leaving = leaving_new (asked->window, asked->version, asked->image_index);
  leaving->program = g_object_ref (program);
  g_app_info_set_as_last_used_for_type (program, GESSO_OPENRASTER_MIME, NULL);
  write_out (leaving);
}

static void
free_asked (gpointer  data,
            GClosure *closure)
{
  leaving_free (data);
}

void
gesso_window_open_elsewhere (GessoWindow  *self,
                             GessoVersion *version,
                             guint         image_index)
{
  Leaving *leaving = leaving_new (self, version, image_index);
  g_autoptr (GPtrArray) programs = NULL;
  GtkWidget *dialog;

  if (gesso_portal_is_needed ())
    {
      write_out (leaving);
      return;
    }
  programs = gesso_open_with_list (GESSO_OPENRASTER_MIME);
  dialog = gesso_program_dialog_new (programs);
  g_signal_connect_data (dialog, "chosen", G_CALLBACK (chosen_cb), leaving, free_asked, 0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What comes back */

static void
kept_cb (GessoWindow  *self,
         GessoVersion *version,
         const char   *program)
{
  GessoVersion *shown = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;
  g_autofree char *sentence = program != NULL
                                  /* Translators: the name of a program, such as Krita. */
                                  ? g_strdup_printf (_("Changes from %s kept"), program)
                                  : g_strdup (_("Changes by hand kept"));

  gesso_window_toast_action (self, sentence, _("_Show"), "win.show-version",
                             g_variant_new ("(xu)", gesso_version_get_id (version), 0));
  /* The one who paints watches it come back. */
  if (shown != NULL && gesso_version_get_id (shown) == gesso_version_get_parent_id (version))
    gesso_window_show_version (self, version, 0);
}

static void
found_cb (GessoWindow *self,
          const char  *name,
          const char  *program)
{
  g_autofree char *sentence = program != NULL
                                  /* Translators: the name of a file, and that of a program. */
                                  ? g_strdup_printf (_("“%s” was changed in %s while Gesso was closed"), name, program)
                                  /* Translators: the name of a file. */
                                  : g_strdup_printf (_("“%s” was changed while Gesso was closed"), name);

  gesso_window_toast_action (self, sentence, _("_Keep Changes"), "win.keep-hand-edit", g_variant_new_string (name));
}

void
gesso_window_init_hand_edits (GessoWindow *self)
{
  self->hand_edits = gesso_hand_edits_new (self->studio);
  g_signal_connect_object (self->hand_edits, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand_edits, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand_edits, "failed", G_CALLBACK (gesso_window_toast_error), self, G_CONNECT_SWAPPED);
  gesso_hand_edits_resume (self->hand_edits);
}
