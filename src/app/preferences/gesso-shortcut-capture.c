/* gesso-shortcut-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-shortcut-capture.h"

typedef struct
{
  GessoCanvasKeymap *keymap; /* (owned) */
  const GessoCanvasKey *key;
  AdwMessageDialog *dialog;  /* owns this */
  guint keyval;              /* that was pressed and is taken; 0: none */
  GdkModifierType modifiers;
} Capture;

static void
capture_free (gpointer data,
              GClosure *closure)
{
  Capture *capture = data;

  g_object_unref (capture->keymap);
  g_free (capture);
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) ||
         (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Last_Group_Lock) ||
         keyval == GDK_KEY_Mode_switch || keyval == GDK_KEY_Num_Lock || keyval == GDK_KEY_Multi_key;
}

/* Whether the window as a whole does something by it. */
static gboolean
is_of_window (guint           keyval,
              GdkModifierType modifiers)
{
  GApplication *application = g_application_get_default ();
  g_autofree char *accel = gtk_accelerator_name (keyval, modifiers);
  g_auto (GStrv) actions = NULL;

  if (!GTK_IS_APPLICATION (application))
    return FALSE;
  actions = gtk_application_get_actions_for_accel (GTK_APPLICATION (application), accel);
  return actions[0] != NULL;
}

char *
gesso_shortcut_capture_check (const GessoCanvasKey *key,
                              guint                 keyval,
                              GdkModifierType       modifiers)
{
  g_autofree char *label = gtk_accelerator_get_label (keyval, modifiers);

  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_space)
    /* Translators: %s is a key, such as “Tab”. */
    return g_strdup_printf (_("%s is needed elsewhere. Press another key."), label);
  if (is_of_window (keyval, modifiers))
    /* Translators: %s is a key, such as “Ctrl+N”. */
    return g_strdup_printf (_("%s is a key of the window. Press another key."), label);
  if (key->everywhere && (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    return g_strdup (_("This works wherever you are in the window, also while you write: press a key together with Ctrl or Alt."));
  return NULL;
}

static void
take (Capture        *capture,
      guint           keyval,
      GdkModifierType modifiers)
{
  g_autofree char *accel = gtk_accelerator_name (keyval, modifiers);
  const GessoCanvasKey *other = gesso_canvas_keymap_find (capture->keymap, keyval, modifiers);

  if (other != NULL && other != capture->key)
    gesso_canvas_keymap_set_accel (capture->keymap, other, "");
  gesso_canvas_keymap_set_accel (capture->keymap, capture->key, accel);
  gtk_window_close (GTK_WINDOW (capture->dialog));
}

static void
try_key (Capture        *capture,
         guint           keyval,
         GdkModifierType modifiers)
{
  const GessoCanvasKey *other = gesso_canvas_keymap_find (capture->keymap, keyval, modifiers);
  g_autofree char *problem = gesso_shortcut_capture_check (capture->key, keyval, modifiers);
  g_autofree char *label = gtk_accelerator_get_label (keyval, modifiers);
  gboolean again = keyval == capture->keyval && modifiers == capture->modifiers;

  if (problem == NULL && other != NULL && other != capture->key && !gesso_canvas_keymap_can_change (other))
    problem = g_strdup_printf (_("%s is needed elsewhere. Press another key."), label);
  if (problem == NULL && (other == NULL || other == capture->key || again))
    {
      take (capture, keyval, modifiers);
      return;
    }
  capture->keyval = problem == NULL ? keyval : 0;
  capture->modifiers = modifiers;
  if (problem == NULL)
    /* Translators: a key and what it does now: “B is the key of “Brush””. */
    problem = g_strdup_printf (_("%s is the key of “%s”. Press it once more to take it over, or press another key."),
                               label, other->title);
  adw_message_dialog_set_body (capture->dialog, problem);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint                  keyval,
            guint                  keycode,
            GdkModifierType        state,
            gpointer               user_data)
{
  Capture *capture = user_data;
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    {
      gtk_window_close (GTK_WINDOW (capture->dialog));
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_BackSpace && modifiers == 0)
    {
      gesso_canvas_keymap_set_accel (capture->keymap, capture->key, "");
      gtk_window_close (GTK_WINDOW (capture->dialog));
      return GDK_EVENT_STOP;
    }
  try_key (capture, gdk_keyval_to_lower (keyval), modifiers);
  return GDK_EVENT_STOP;
}

void
gesso_shortcut_capture_present (GtkWindow            *parent,
                                GessoCanvasKeymap    *keymap,
                                const GessoCanvasKey *key)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, key->title, NULL);
  GtkEventController *controller = gtk_event_controller_key_new ();
  Capture *capture = g_new0 (Capture, 1);

  capture->keymap = g_object_ref (keymap);
  capture->key = key;
  capture->dialog = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_set_body (capture->dialog,
                               _("Press the new key. Backspace for none, Escape to leave it as it is."));
  adw_message_dialog_add_response (capture->dialog, "cancel", _("_Cancel"));
  /* Before the dialog's own keys. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (pressed_cb), capture, capture_free, 0);
  gtk_widget_add_controller (dialog, controller);
  gtk_window_present (GTK_WINDOW (dialog));
}
