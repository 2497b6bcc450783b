/* test-family.c - the family tree over a real studio
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-codec.h"
#include "gesso-family-card.h"
#include "gesso-family-page.h"
#include "gesso-family-view.h"
#include "gesso-store-family.h"
#include "gesso-test.h"
#include "photograph.h"
#include "studio-fixture.h"

/* Of the thread that the tests look at, by name. */
enum
{
  BARN,     /* imported */
  NIGHT,    /* made from BARN */
  SNOW,     /* made from BARN */
  WINDOW,   /* made from NIGHT */
  SKY,      /* made from nothing */
  FINAL,    /* made from WINDOW, with SKY as its background and SNOW as a reference */
  N_VERSIONS
};

typedef struct
{
  StudioFixture base;
  GtkWidget *page;
  GessoFamilyView *view;
  GessoThread *thread;
  gint64 ids[N_VERSIONS];
  guint n_wanted;
  gint64 wanted;
} FamilyFixture;

typedef struct
{
  GessoTool tool;
  const char *prompt;
  guint8 colour[3];
  int parent;     /* or -1 */
  int background; /* or -1 */
  int reference;  /* or -1 */
} Maker;

static const Maker makers[N_VERSIONS] = {
  [BARN] = { GESSO_TOOL_IMPORT, NULL, { 178, 58, 44 }, -1, -1, -1 },
  [NIGHT] = { GESSO_TOOL_EDIT, "the barn at night, one lit window", { 28, 34, 78 }, BARN, -1, -1 },
  [SNOW] = { GESSO_TOOL_EDIT, "the same barn in deep snow", { 214, 226, 238 }, BARN, -1, -1 },
  [WINDOW] = { GESSO_TOOL_INPAINT, "a cat in the window", { 236, 172, 62 }, NIGHT, -1, -1 },
  [SKY] = { GESSO_TOOL_GENERATE, "northern lights, very wide", { 52, 168, 130 }, -1, -1, -1 },
  [FINAL] = { GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "mood of the snow", { 92, 70, 140 }, WINDOW, SKY, SNOW },
};

/* A picture that can be told from the others. */
static char *
put_picture (StudioFixture *base,
             const guint8  *colour)
{
  GessoStore *store = gesso_studio_get_store (base->studio);
  g_autoptr (GessoImage) image = gesso_image_new (320, 240, 3, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  char *blob;

  for (guint y = 0; y < 240; y++)
    for (guint x = 0; x < 320; x++)
      for (guint c = 0; c < 3; c++)
        {
          gboolean hill = y > 150 + 30 * sin (x / 50.0 + colour[0]);

          gesso_image_edit_row (image, y)[x * 3 + c] = (guint8) (colour[c] * (hill ? 0.6 : 1 - y / 600.0));
        }
  bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 90, NULL, NULL);
  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, NULL);
  g_assert_nonnull (blob);
  return blob;
}

static void
add_input (GessoVersionDraft *draft,
           GessoInputRole     role,
           const char        *blob,
           gint64             version_id)
{
  GessoVersionInput *input = gesso_version_draft_add_input (draft);

  input->role = role;
  input->blob = g_strdup (blob);
  input->version_id = version_id;
}

static gint64
add_version (FamilyFixture *self,
             GessoThread   *thread,
             const Maker   *maker)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image = gesso_version_draft_add_image (draft);
  g_autoptr (GessoVersion) version = NULL;

  draft->tool = maker->tool;
  draft->model = maker->prompt != NULL ? g_strdup ("device/sketch") : NULL;
  draft->prompt = g_strdup (maker->prompt);
  image->blob = put_picture (&self->base, maker->colour);
  image->mime = g_strdup ("image/png");
  image->width = 320;
  image->height = 240;
  if (maker->parent >= 0)
    {
      draft->parent_id = self->ids[maker->parent];
      add_input (draft, GESSO_ROLE_SOURCE, image->blob, self->ids[maker->parent]);
    }
  if (maker->background >= 0)
    add_input (draft, GESSO_ROLE_BACKGROUND, image->blob, self->ids[maker->background]);
  if (maker->reference >= 0)
    add_input (draft, GESSO_ROLE_REFERENCE, image->blob, self->ids[maker->reference]);
  version = studio_fixture_add_version (&self->base, thread, draft, 0);
  return gesso_version_get_id (version);
}

static gboolean
has_family_cb (gpointer data)
{
  FamilyFixture *self = data;
  GessoFamily *family = gesso_family_view_get_family (self->view);
  guint n = 0;

  if (family != NULL)
    gesso_family_get_nodes (family, &n);
  return n == self->n_wanted;
}

static void
wait_for_nodes (FamilyFixture *self,
                guint          n)
{
  self->n_wanted = n;
  studio_fixture_wait (has_family_cb, self);
  studio_fixture_settle (&self->base);
}

static void
set_up (FamilyFixture *self,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    GESSO_RESOURCE_PATH "/icons");
  studio_fixture_set_up (&self->base);
  self->thread = studio_fixture_add_thread (&self->base, "The barn");
  for (guint i = 0; i < N_VERSIONS; i++)
    self->ids[i] = add_version (self, self->thread, &makers[i]);
  self->page = gesso_family_page_new (self->base.studio);
  studio_fixture_show (&self->base, self->page, 900, 700);
  self->view = GESSO_FAMILY_VIEW (gtk_widget_get_template_child (self->page, GESSO_TYPE_FAMILY_PAGE, "view"));
  gesso_family_page_show (GESSO_FAMILY_PAGE (self->page), gesso_thread_get_id (self->thread), "The barn",
                          self->ids[NIGHT], self->ids[FINAL]);
  wait_for_nodes (self, N_VERSIONS);
}

static void
tear_down (FamilyFixture *self,
           gconstpointer  data)
{
  g_clear_object (&self->thread);
  studio_fixture_tear_down (&self->base);
}

/* Through the shortcuts of the view, as GTK would run them. */
static gboolean
press (FamilyFixture  *self,
       guint           key,
       GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (self->view),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

static GessoFamilyCard *
find_card (FamilyFixture *self,
           gint64         id)
{
  g_autoptr (GPtrArray) all = studio_fixture_find_all (self->page, GESSO_TYPE_FAMILY_CARD);

  for (guint i = 0; i < all->len; i++)
    if (gesso_library_item_get_id (gesso_family_card_get_item (all->pdata[i])) == id)
      return all->pdata[i];
  return NULL;
}

static const GessoLibraryRow *
find_row (FamilyFixture *self,
          gint64         id)
{
  GessoFamilyCard *card = find_card (self, id);

  return card != NULL ? gesso_library_item_get_row (gesso_family_card_get_item (card)) : NULL;
}

static void
step (FamilyFixture  *self,
      guint           key,
      GdkModifierType modifiers,
      guint           expected)
{
  g_assert_true (press (self, key, modifiers));
  studio_fixture_settle (&self->base);
  g_assert_cmpint (gesso_family_view_get_cursor (self->view), ==, self->ids[expected]);
  /* The keyboard is where the cursor is, and that is in view. */
  g_assert_true (gtk_widget_get_focus_child (GTK_WIDGET (self->view)) == GTK_WIDGET (find_card (self, self->ids[expected])));
}

static void
test_walk (FamilyFixture *self,
           gconstpointer  data)
{
  g_assert_cmpint (gesso_family_view_get_cursor (self->view), ==, self->ids[NIGHT]);
  step (self, GDK_KEY_Up, 0, BARN);
  step (self, GDK_KEY_Up, 0, BARN);
  step (self, GDK_KEY_Down, 0, NIGHT);
  step (self, GDK_KEY_Right, 0, SNOW);
  step (self, GDK_KEY_Left, 0, NIGHT);
  step (self, GDK_KEY_Down, 0, WINDOW);
  step (self, GDK_KEY_Down, 0, FINAL);
  step (self, GDK_KEY_Up, GDK_CONTROL_MASK, SNOW);
  step (self, GDK_KEY_Down, GDK_CONTROL_MASK, FINAL);
  step (self, GDK_KEY_Home, 0, BARN);
  step (self, GDK_KEY_Right, 0, SKY);
  step (self, GDK_KEY_End, 0, FINAL);
}

static void
test_select (FamilyFixture *self,
             gconstpointer  data)
{
  g_autoptr (GArray) two = NULL, all = NULL;

  step (self, GDK_KEY_Up, 0, BARN);
  step (self, GDK_KEY_Down, GDK_SHIFT_MASK, NIGHT);
  two = gesso_family_view_dup_selected (self->view);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (g_array_index (two, gint64, 0), ==, self->ids[BARN]);
  g_assert_cmpint (g_array_index (two, gint64, 1), ==, self->ids[NIGHT]);
  g_assert_true (gesso_family_card_get_state (find_card (self, self->ids[BARN])) & GESSO_FAMILY_CARD_SELECTED);
  g_assert_true (gesso_family_card_get_state (find_card (self, self->ids[FINAL])) & GESSO_FAMILY_CARD_CURRENT);
  gtk_widget_activate_action (self->page, "family.select-all", NULL);
  all = gesso_family_view_dup_selected (self->view);
  g_assert_cmpuint (all->len, ==, N_VERSIONS);
}

static void
test_commands (FamilyFixture *self,
               gconstpointer  data)
{
  g_autofree char *expected = g_strdup_printf ("show-version (%" G_GINT64_FORMAT ", 0)", self->ids[NIGHT]);

  g_assert_true (press (self, GDK_KEY_Return, 0));
  g_assert_cmpuint (self->base.activated->len, ==, 1);
  g_assert_cmpstr (self->base.activated->pdata[0], ==, expected);
  gtk_widget_activate_action (self->page, "family.continue", NULL);
  gtk_widget_activate_action (self->page, "family.copy", NULL);
  g_assert_cmpuint (self->base.activated->len, ==, 3);
  g_assert_true (g_str_has_prefix (self->base.activated->pdata[1], "continue-from "));
  g_assert_true (g_str_has_prefix (self->base.activated->pdata[2], "copy-version "));
  /* Of two nobody knows which one. */
  step (self, GDK_KEY_Up, GDK_SHIFT_MASK, BARN);
  gtk_widget_activate_action (self->page, "family.open", NULL);
  g_assert_cmpuint (self->base.activated->len, ==, 3);
}

static void
test_trash_and_undo (FamilyFixture *self,
                     gconstpointer  data)
{
  GVariant *ids = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &self->ids[SKY], 1, sizeof (gint64));

  /* What something was made from stays in its place. */
  gtk_widget_activate_action (self->page, "family.trash", NULL);
  gesso_family_view_go_to (self->view, self->ids[FINAL]);
  gtk_widget_activate_action (self->page, "family.trash", NULL);
  wait_for_nodes (self, 5);
  g_assert_nonnull (find_card (self, self->ids[NIGHT]));
  gesso_family_view_go_to (self->view, self->ids[SKY]);
  gtk_widget_activate_action (self->page, "family.trash", NULL);
  wait_for_nodes (self, 4);
  gtk_widget_activate_action (self->page, "family.restore", "@ax", ids);
  wait_for_nodes (self, 5);
}

static void
test_zoom (FamilyFixture *self,
           gconstpointer  data)
{
  double scale = gesso_family_view_get_scale (self->view);

  gtk_widget_activate_action (self->page, "family.zoom-in", NULL);
  g_assert_cmpfloat (gesso_family_view_get_scale (self->view), >, scale);
  gtk_widget_activate_action (self->page, "family.zoom-normal", NULL);
  g_assert_cmpfloat (gesso_family_view_get_scale (self->view), ==, 1);
  gtk_widget_activate_action (self->page, "family.fit", NULL);
  g_assert_cmpfloat (gesso_family_view_get_scale (self->view), ==, scale);
  /* Too small for cards: only the one with the keyboard is left. */
  gesso_family_view_zoom_to (self->view, 0.1);
  studio_fixture_settle (&self->base);
  g_assert_nonnull (find_card (self, self->ids[NIGHT]));
  g_assert_null (find_card (self, self->ids[SNOW]));
  step (self, GDK_KEY_Right, 0, SNOW);
}

static gboolean
is_faint (FamilyFixture *self,
          guint          index)
{
  return (gesso_family_card_get_state (find_card (self, self->ids[index])) & GESSO_FAMILY_CARD_FAINT) != 0;
}

static void
test_path (FamilyFixture *self,
           gconstpointer  data)
{
  gtk_widget_activate_action (self->page, "family.show-path", NULL);
  g_assert_false (is_faint (self, BARN));
  g_assert_false (is_faint (self, NIGHT));
  g_assert_true (is_faint (self, SNOW));
  g_assert_true (is_faint (self, FINAL));
  /* All that went in led there. */
  step (self, GDK_KEY_End, 0, FINAL);
  for (guint i = 0; i < N_VERSIONS; i++)
    g_assert_false (is_faint (self, i));
  gtk_widget_activate_action (self->page, "family.show-path", NULL);
  step (self, GDK_KEY_Home, 0, BARN);
  g_assert_false (is_faint (self, FINAL));
}

static gboolean
is_pinned_cb (gpointer data)
{
  FamilyFixture *self = data;
  const GessoLibraryRow *row = find_row (self, self->wanted);

  return row != NULL && g_strcmp0 (row->pin, "Sent to Ada") == 0;
}

static void
pin (FamilyFixture *self,
     guint          index,
     const char    *name)
{
  gesso_store_pin_version_async (gesso_studio_get_store (self->base.studio), self->ids[index], name, NULL, NULL, NULL);
  self->wanted = self->ids[index];
}

static void
test_pin (FamilyFixture *self,
          gconstpointer  data)
{
  pin (self, WINDOW, "Sent to Ada");
  studio_fixture_wait (is_pinned_cb, self);
}

/* Another thread goes on from this one. */
static void
test_everywhere (FamilyFixture *self,
                 gconstpointer  data)
{
  static const Maker maker = { GESSO_TOOL_UPSCALE, NULL, { 200, 200, 40 }, SNOW, -1, -1 };
  g_autoptr (GessoThread) other = studio_fixture_add_thread (&self->base, "Posters");

  add_version (self, other, &maker);
  gtk_widget_activate_action (self->page, "family.everywhere", NULL);
  wait_for_nodes (self, N_VERSIONS + 1);
  g_assert_cmpint (gesso_family_view_get_cursor (self->view), ==, self->ids[NIGHT]);
  gtk_widget_activate_action (self->page, "family.everywhere", NULL);
  wait_for_nodes (self, N_VERSIONS);
}

static void
test_grows (FamilyFixture *self,
            gconstpointer  data)
{
  static const Maker maker = { GESSO_TOOL_EXPAND, "more sky", { 20, 60, 90 }, FINAL, -1, -1 };

  add_version (self, self->thread, &maker);
  wait_for_nodes (self, N_VERSIONS + 1);
  g_assert_cmpint (gesso_family_view_get_cursor (self->view), ==, self->ids[NIGHT]);
}

static gboolean
has_rows_cb (gpointer data)
{
  FamilyFixture *self = data;

  for (guint i = 0; i < N_VERSIONS; i++)
    if (find_row (self, self->ids[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
test_looks (FamilyFixture *self,
            gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  pin (self, WINDOW, "Sent to Ada");
  studio_fixture_wait (is_pinned_cb, self);
  gtk_widget_activate_action (self->page, "family.show-path", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (photograph_looks); i++)
    {
      const PhotographLook *look = &photograph_looks[i];

      adw_style_manager_set_color_scheme (manager, look->scheme);
      gtk_window_set_default_size (GTK_WINDOW (self->base.window), look->width, look->height);
      gtk_widget_activate_action (self->page, "family.fit", NULL);
      gtk_widget_activate_action (self->page, "family.show-path", NULL);
      studio_fixture_settle (&self->base);
      studio_fixture_wait (has_rows_cb, self);
      photograph (self->base.window, "family", look);
      g_assert_cmpuint (photograph_count_colors (), >, 100);
    }
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_no_display (void)
{
  g_test_skip ("No display");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (FamilyFixture *self, gconstpointer data);
  } tests[] = {
    { "/app/family/walk", test_walk },
    { "/app/family/select", test_select },
    { "/app/family/commands", test_commands },
    { "/app/family/trash-and-undo", test_trash_and_undo },
    { "/app/family/zoom", test_zoom },
    { "/app/family/path", test_path },
    { "/app/family/pin", test_pin },
    { "/app/family/everywhere", test_everywhere },
    { "/app/family/grows", test_grows },
    { "/app/family/looks", test_looks },
  };

  g_test_init (&argc, &argv, NULL);
  if (!studio_fixture_can_run ())
    {
      g_test_add_func ("/app/family/no-display", test_no_display);
      return g_test_run ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, FamilyFixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
