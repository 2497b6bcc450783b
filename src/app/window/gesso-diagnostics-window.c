/* gesso-diagnostics-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-diagnostics-window.h"
#include "gesso-file-dialog.h"
#include "gesso-toast.h"

struct _GessoDiagnosticsWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkTextView *view;
  GtkSwitch *prompts;
  GtkWidget *copy_button;
  GtkWidget *save_button;

  GessoStudio *studio;       /* (owned) */
  GCancellable *cancellable; /* (owned): the window's life */
  char *text;                /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoDiagnosticsWindow, gesso_diagnostics_window, ADW_TYPE_WINDOW)

static void
toast (GessoDiagnosticsWindow *self,
       const char             *sentence)
{
  gesso_toast_show (self->toasts, gesso_toast_new (sentence));
}

/* What only a window knows of. */
static char *
make_text (GessoDiagnosticsWindow *self,
           const char             *report)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (self));

  return g_strdup_printf ("%s\nGTK %u.%u.%u, libadwaita %u.%u.%u\nDisplay: %s, %s, scale %d\n", report,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_display (GTK_WIDGET (self))),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "no renderer",
                          gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
diagnosed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoDiagnosticsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *report = gesso_studio_diagnose_finish (GESSO_STUDIO (source), result, &error);
  gboolean first;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (report == NULL)
    {
      toast (self, error->message);
      return;
    }
  first = self->text == NULL;
  g_free (self->text);
  self->text = make_text (self, report);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->text, -1);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_sensitive (self->copy_button, TRUE);
  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (first)
    gtk_widget_grab_focus (self->copy_button);
}

static void
diagnose (GessoDiagnosticsWindow *self)
{
  gesso_studio_diagnose_async (self->studio, gtk_switch_get_active (self->prompts), self->cancellable, diagnosed_cb,
                               g_object_ref (self));
}

static void
prompts_changed_cb (GessoDiagnosticsWindow *self)
{
  diagnose (self);
}

static void
copy_clicked_cb (GessoDiagnosticsWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  toast (self, _("Copied"));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoDiagnosticsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    /* Translators: %s is a file name. */
    sentence = g_strdup_printf (_("Saved as “%s”"), display);
  else
    /* Translators: a file name, then the system's message. */
    sentence = g_strdup_printf (_("%s could not be written: %s"), display, error->message);
  if (!g_cancellable_is_cancelled (self->cancellable))
    toast (self, sentence);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoDiagnosticsWindow) self = user_data;
  g_autoptr (GFile) file = gesso_file_dialog_save_named_finish (result, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  bytes = g_bytes_new (self->text, strlen (self->text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb, g_object_ref (self));
}

static void
save_clicked_cb (GessoDiagnosticsWindow *self)
{
  gesso_file_dialog_save_named_async (GTK_WINDOW (self), _("Save Diagnostics"), "gesso-diagnostics", ".txt",
                                      self->cancellable, file_chosen_cb, g_object_ref (self));
}

static void
gesso_diagnostics_window_dispose (GObject *object)
{
  GessoDiagnosticsWindow *self = GESSO_DIAGNOSTICS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->studio);
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_DIAGNOSTICS_WINDOW);
  G_OBJECT_CLASS (gesso_diagnostics_window_parent_class)->dispose (object);
}

static void
gesso_diagnostics_window_finalize (GObject *object)
{
  GessoDiagnosticsWindow *self = GESSO_DIAGNOSTICS_WINDOW (object);

  g_object_unref (self->cancellable);
  g_free (self->text);
  G_OBJECT_CLASS (gesso_diagnostics_window_parent_class)->finalize (object);
}

static void
gesso_diagnostics_window_class_init (GessoDiagnosticsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_diagnostics_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_diagnostics_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-diagnostics-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, view);
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, prompts);
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, GessoDiagnosticsWindow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, prompts_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_diagnostics_window_init (GessoDiagnosticsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_diagnostics_window_new (GessoStudio *studio)
{
  GessoDiagnosticsWindow *self = g_object_new (GESSO_TYPE_DIAGNOSTICS_WINDOW, NULL);

  self->studio = g_object_ref (studio);
  diagnose (self);
  return GTK_WIDGET (self);
}

const char *
gesso_diagnostics_window_get_text (GessoDiagnosticsWindow *self)
{
  g_return_val_if_fail (GESSO_IS_DIAGNOSTICS_WINDOW (self), NULL);
  return self->text;
}
