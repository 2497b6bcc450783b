/* studio-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-test.h"
#include "studio-fixture.h"

static const char *const version_actions[] = {
  "show-version", "use-as-source", "continue-from", "copy-version", "save-version", "show-recipe", "show-sheet", "trash-version",
};

static const char *const id_actions[] = {
  "cancel-job", "retry-job", "dismiss-job", "edit-job", "rename-thread", "trash-thread", "restore-thread",
};

gboolean
studio_fixture_can_run (void)
{
  if (!gtk_init_check ())
    return FALSE;

  adw_init ();
  gesso_test_pass_toolkit ();
  return TRUE;
}

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GPtrArray *activated = user_data;
  g_autofree char *text = g_variant_print (parameter, FALSE);

  g_ptr_array_add (activated, g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), text));
}

static void
add_actions (GSimpleActionGroup *group,
             const char *const  *names,
             guint               n,
             const GVariantType *type,
             GPtrArray          *activated)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], type);

      g_signal_connect (action, "activate", G_CALLBACK (action_cb), activated);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
}

static void
open_studio (StudioFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);

  self->studio = gesso_studio_new (data, cache);
  gesso_studio_open_async (self->studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (self->studio, result, &error);
  g_assert_no_error (error);
}

static void
close_studio (StudioFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  gesso_studio_close_async (self->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_close_finish (self->studio, result, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Nothing that was shown keeps it alive. */
  g_clear_object (&result);
  g_assert_finalize_object (self->studio);
}

void
studio_fixture_set_up (StudioFixture *self)
{
  self->folder = gesso_test_make_folder ();
  self->activated = g_ptr_array_new_with_free_func (g_free);
  open_studio (self);
}

void
studio_fixture_reopen (StudioFixture *self)
{
  close_studio (self);
  open_studio (self);
}

void
studio_fixture_show (StudioFixture *self,
                     GtkWidget     *widget,
                     int            width,
                     int            height)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  add_actions (group, version_actions, G_N_ELEMENTS (version_actions), G_VARIANT_TYPE ("(xu)"), self->activated);
  add_actions (group, id_actions, G_N_ELEMENTS (id_actions), G_VARIANT_TYPE_INT64, self->activated);
  self->window = gtk_window_new ();
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_child (GTK_WINDOW (self->window), widget);
  gtk_window_present (GTK_WINDOW (self->window));
  studio_fixture_settle (self);
}

void
studio_fixture_tear_down (StudioFixture *self)
{
  close_studio (self);
  g_ptr_array_unref (self->activated);
  gesso_test_remove (self->folder);
  g_free (self->folder);
}

GessoThread *
studio_fixture_add_thread (StudioFixture *self,
                           const char    *title)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoThread *thread;

  gesso_store_create_thread_async (store, title, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_create_thread_finish (store, result, &error);
  g_assert_no_error (error);
  return thread;
}

gint64
studio_fixture_add_message (StudioFixture   *self,
                            GessoThread     *thread,
                            GessoMessageRole role,
                            const char      *text)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_add_message_async (store, gesso_thread_get_id (thread), role, text, NULL, 0, NULL, gesso_test_async_cb,
                                 &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (store, result, &error);
  g_assert_no_error (error);
  return gesso_message_get_id (message);
}

/* A picture of its own shape and grey. */
static char *
put_picture (StudioFixture     *self,
             guint              index,
             GessoVersionImage *image)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  char *data = NULL, *blob;
  gsize length = 0;

  image->width = 120 + 40 * index;
  image->height = 100;
  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, image->width, image->height);
  gdk_pixbuf_fill (pixbuf, 0x404040ff + 0x10101000 * index);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  bytes = g_bytes_new_take (data, length);
  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, &error);
  g_assert_no_error (error);
  return blob;
}

GessoVersion *
studio_fixture_add_version (StudioFixture     *self,
                            GessoThread       *thread,
                            GessoVersionDraft *draft,
                            guint              n_images)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  if (draft == NULL)
    {
      draft = gesso_version_draft_new ();
      draft->tool = GESSO_TOOL_GENERATE;
      draft->model = g_strdup ("device/sketch");
      draft->prompt = g_strdup ("a harbour");
    }
  draft->thread_id = gesso_thread_get_id (thread);
  for (guint i = 0; i < n_images; i++)
    {
      GessoVersionImage *image = gesso_version_draft_add_image (draft);

      image->mime = g_strdup ("image/png");
      image->blurhash = g_strdup ("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
      image->blob = put_picture (self, i, image);
    }
  gesso_store_add_version_async (store, draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_store_add_version_finish (store, result, &error);
  g_assert_no_error (error);
  return version;
}

void
studio_fixture_trash_version (StudioFixture *self,
                              GessoVersion  *version,
                              gboolean       trashed)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_trash_version_async (store, gesso_version_get_id (version), trashed, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_trash_version_finish (store, result, &error);
  g_assert_no_error (error);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_frames = user_data;

  ++*n_frames;
  return G_SOURCE_CONTINUE;
}

void
studio_fixture_settle (StudioFixture *self)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (self->window, count_frame_cb, &n_frames, NULL);

  while (n_frames < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (self->window, id);
}

static gboolean
time_over_cb (gpointer user_data)
{
  g_error ("Waited for too long");
  return G_SOURCE_REMOVE;
}

void
studio_fixture_wait (StudioFixtureFunc condition,
                     gpointer          user_data)
{
  guint source = g_timeout_add_seconds (60, time_over_cb, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
collect (GtkWidget *root,
         GType      type,
         GPtrArray *found)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

GPtrArray *
studio_fixture_find_all (GtkWidget *root,
                         GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, type, found);
  return found;
}

GtkWidget *
studio_fixture_find_label (GtkWidget  *root,
                           const char *text)
{
  g_autoptr (GPtrArray) labels = studio_fixture_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return label;
    }
  return NULL;
}
