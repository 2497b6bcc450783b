/* test-first-key.c - from a fresh key to a run in three clicks, with a real keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-composer.h"
#include "gesso-key-dialog.h"
#include "gesso-model-picker.h"
#include "gesso-test.h"
#include "gesso-texture.h"

#define MODEL "fal/flux-pro-kontext"

typedef struct
{
  GessoStudio *studio;
  GessoComposer *composer;
  GtkWidget *dialog;
} Clicks;

static void
added_cb (GessoKeyDialog *dialog,
          Clicks         *clicks)
{
  gesso_composer_set_model (clicks->composer, gesso_key_dialog_get_model (dialog));
  clicks->dialog = NULL;
}

/* As the application does. */
static void
add_key_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  Clicks *clicks = user_data;

  clicks->dialog = gesso_key_dialog_new (clicks->studio, g_variant_get_string (parameter, NULL));
  g_signal_connect (clicks->dialog, "added", G_CALLBACK (added_cb), clicks);
  gtk_window_present (GTK_WINDOW (clicks->dialog));
}

static GessoModelPicker *
find_picker (GtkWidget *widget)
{
  GessoModelPicker *found = NULL;

  if (GESSO_IS_MODEL_PICKER (widget))
    return GESSO_MODEL_PICKER (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_picker (child);
  return found;
}

static gboolean
is_read (gpointer data)
{
  return gesso_key_list_is_read (data);
}

static gboolean
is_picked (gpointer data)
{
  Clicks *clicks = data;
  GtkWidget *box = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (clicks->composer), GESSO_TYPE_COMPOSER,
                                                              "settings_box"));

  return clicks->dialog == NULL && g_strcmp0 (gesso_model_picker_get_model (find_picker (box)), MODEL) == 0;
}

static void
test_three_clicks (AppFixture   *fixture,
                   gconstpointer data)
{
  static const GActionEntry entries[] = { { "add-key", add_key_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GessoRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  Clicks clicks = { fixture->studio };
  GessoModelChooser *chooser;
  GtkWidget *window, *run;

  if (fixture->studio == NULL)
    return;
  clicks.composer = g_object_new (GESSO_TYPE_COMPOSER, "studio", fixture->studio, NULL);
  window = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &clicks);
  gtk_widget_insert_action_group (window, "app", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (clicks.composer));
  app_test_wait (is_read, gesso_composer_get_keys (clicks.composer));
  g_assert_null (gesso_key_list_get_problem (gesso_composer_get_keys (clicks.composer)));
  gesso_composer_suggest (clicks.composer, GESSO_TOOL_GENERATE, "a harbour");

  /* The model that needs a key. */
  chooser = gesso_model_picker_get_list (find_picker (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (clicks.composer), GESSO_TYPE_COMPOSER, "settings_box"))));
  gesso_model_chooser_fill (chooser, GESSO_TOOL_GENERATE, NULL);
  gesso_model_chooser_activate (chooser, MODEL);
  g_assert_nonnull (clicks.dialog);
  /* What was copied before goes in, and Add. */
  gesso_key_dialog_set_key (GESSO_KEY_DIALOG (clicks.dialog), "not-a-real-key-4711");
  g_signal_emit_by_name (gtk_widget_get_template_child (clicks.dialog, GESSO_TYPE_KEY_DIALOG, "add_button"), "clicked");
  app_test_wait (is_picked, &clicks);
  /* All that is left is Run. */
  run = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (clicks.composer), GESSO_TYPE_COMPOSER, "run_button"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (run)), ==, "Run · ≈ $0.04");
  request = gesso_composer_dup_request (clicks.composer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_request_get_model (request), ==, MODEL);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/first-key/three-clicks", AppFixture, NULL, app_fixture_set_up, test_three_clicks,
              app_fixture_tear_down);
  return g_test_run ();
}
