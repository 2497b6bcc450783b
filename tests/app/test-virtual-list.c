/* test-virtual-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-test.h"
#include "gesso-virtual-list.h"

#define N_ROWS 500
#define N_MANY 8192
/* What rows are guessed to be. */
#define LOW 50
#define TALL 500
#define WIDTH 600
#define HEIGHT 400

/* An item is a number in words, so that rows wrap to different heights. */

static GtkStringObject *
make_item (guint number)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%u:", number);
  for (guint i = 0; i < 1 + number * 7 % 60; i++)
    g_string_append_printf (text, " word%u", i * number % 97);
  return gtk_string_object_new (text->str);
}

/* Two kinds of rows, counted. */

#define TEST_TYPE_FACTORY (test_factory_get_type ())
G_DECLARE_FINAL_TYPE (TestFactory, test_factory, TEST, FACTORY, GObject)

struct _TestFactory
{
  GObject parent_instance;

  guint n_created;
  guint n_bound;
  guint n_estimated;
  guint tall_every; /* every so manyth row is guessed to be tall; 0 for none */
};

static guint
test_factory_get_kind (GessoRowFactory *factory,
                       GObject         *item)
{
  return gtk_string_object_get_string (GTK_STRING_OBJECT (item))[0] % 2;
}

static GtkWidget *
test_factory_create (GessoRowFactory *factory,
                     guint            kind)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  TEST_FACTORY (factory)->n_created++;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (row), label);
  gtk_widget_set_name (row, kind == 0 ? "even" : "odd");
  return row;
}

static void
test_factory_bind (GessoRowFactory *factory,
                   GtkWidget       *row,
                   GObject         *item)
{
  const char *text = gtk_string_object_get_string (GTK_STRING_OBJECT (item));

  TEST_FACTORY (factory)->n_bound++;
  g_assert_cmpstr (gtk_widget_get_name (row), ==, text[0] % 2 == 0 ? "even" : "odd");
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (row))), text);
}

static void
test_factory_unbind (GessoRowFactory *factory,
                     GtkWidget       *row,
                     GObject         *item)
{
  g_assert_cmpuint (TEST_FACTORY (factory)->n_bound, >, 0);
  TEST_FACTORY (factory)->n_bound--;
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (row))), "");
}

static int
test_factory_estimate_height (GessoRowFactory *factory,
                              GObject         *item,
                              int              width)
{
  TestFactory *self = TEST_FACTORY (factory);
  guint number = (guint) strtoul (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), NULL, 10);

  self->n_estimated++;
  return self->tall_every != 0 && number % self->tall_every == 0 ? TALL : LOW;
}

static void
test_factory_row_factory_init (GessoRowFactoryInterface *iface)
{
  iface->get_kind = test_factory_get_kind;
  iface->create = test_factory_create;
  iface->bind = test_factory_bind;
  iface->unbind = test_factory_unbind;
  iface->estimate_height = test_factory_estimate_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFactory, test_factory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_ROW_FACTORY, test_factory_row_factory_init))

static void
test_factory_class_init (TestFactoryClass *klass)
{
}

static void
test_factory_init (TestFactory *self)
{
}

/* A window with a list in it */

typedef struct
{
  GtkWidget *window;
  GessoVirtualList *list; /* in the window */
  TestFactory *factory;
  GListStore *store;
  GtkAdjustment *adjustment;
} Fixture;

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_frames = user_data;

  ++*n_frames;
  return G_SOURCE_CONTINUE;
}

/* Until all that was asked for has been laid out. */
static void
settle (Fixture *fixture)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (fixture->window, count_frame_cb, &n_frames, NULL);

  while (n_frames < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (fixture->window, id);
}

static void
append_items (Fixture *fixture,
              guint    first,
              guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) item = make_item (first + i);

      g_list_store_append (fixture->store, item);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->list = GESSO_VIRTUAL_LIST (gesso_virtual_list_new ());
  fixture->factory = g_object_new (TEST_TYPE_FACTORY, NULL);
  fixture->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  append_items (fixture, 0, GPOINTER_TO_UINT (data));
  gesso_virtual_list_set_factory (fixture->list, GESSO_ROW_FACTORY (fixture->factory));
  gesso_virtual_list_set_model (fixture->list, G_LIST_MODEL (fixture->store));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->list));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Every row was unbound. */
  g_assert_cmpuint (fixture->factory->n_bound, ==, 0);
  g_assert_finalize_object (fixture->factory);
  g_assert_finalize_object (fixture->store);
}

/* The place of the row at @position in the list; FALSE when nobody sees it. */
static gboolean
find_place (Fixture         *fixture,
            guint            position,
            graphene_rect_t *bounds)
{
  GtkWidget *row = gesso_virtual_list_find_row (fixture->list, position);

  return row != NULL && gtk_widget_get_child_visible (row)
         && gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->list), bounds)
         && bounds->origin.y < gtk_widget_get_height (GTK_WIDGET (fixture->list))
         && bounds->origin.y + bounds->size.height > 0;
}

static double
get_y (Fixture *fixture,
       guint    position)
{
  graphene_rect_t bounds;

  return find_place (fixture, position, &bounds) ? bounds.origin.y : NAN;
}

static double
get_bottom (Fixture *fixture,
            guint    position)
{
  graphene_rect_t bounds;

  return find_place (fixture, position, &bounds) ? bounds.origin.y + bounds.size.height : NAN;
}

static guint
get_n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
}

/* The first row that begins in view. */
static guint
get_anchor (Fixture *fixture)
{
  for (guint i = 0; i < get_n_items (fixture); i++)
    {
      if (get_y (fixture, i) >= 0)
        return i;
    }
  g_assert_not_reached ();
}

/* Rows in view follow each other without gap or overlap and show their items. */
static void
check_rows (Fixture *fixture)
{
  guint n_seen = 0;

  for (guint i = 0; i < get_n_items (fixture); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);
      GtkWidget *row = gesso_virtual_list_find_row (fixture->list, i);

      if (isnan (get_y (fixture, i)))
        continue;
      n_seen++;
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (row)))), ==,
                       gtk_string_object_get_string (item));
      if (!isnan (get_y (fixture, i + 1)))
        g_assert_cmpfloat (get_bottom (fixture, i), ==, get_y (fixture, i + 1));
    }
  g_assert_cmpuint (n_seen, >, 0);
}

static void
test_top (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_cmpfloat (get_y (fixture, 0), ==, 0);
  g_assert_false (gesso_virtual_list_get_at_end (fixture->list));
  check_rows (fixture);
}

static void
test_few_widgets (Fixture       *fixture,
                  gconstpointer  data)
{
  /* 400 pixels take at most 12 of the lowest rows; as many kinds again and what is kept around them. */
  const guint most = 45;
  double page = gtk_adjustment_get_page_size (fixture->adjustment);

  for (guint i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) + page * 0.7);
      settle (fixture);
      check_rows (fixture);
    }
  g_assert_cmpuint (gesso_virtual_list_get_n_widgets (fixture->list), <=, most);
  g_assert_cmpuint (fixture->factory->n_created, <=, most);
  g_assert_cmpuint (fixture->factory->n_created, ==, gesso_virtual_list_get_n_widgets (fixture->list));
}

/* Heights become known above and below: what is seen moves by what was asked for. */
static void
test_scroll_exactly (Fixture       *fixture,
                     gconstpointer  data)
{
  const double distances[] = { 40, -60, 200, -390, 17 };

  gtk_adjustment_set_value (fixture->adjustment, 12000);
  settle (fixture);
  for (guint i = 0; i < 40; i++)
    {
      double distance = distances[i % G_N_ELEMENTS (distances)];
      guint row = get_anchor (fixture);
      double y = get_y (fixture, row), after;

      gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) + distance);
      settle (fixture);
      after = get_y (fixture, row);
      if (!isnan (after))
        g_assert_cmpfloat (after, ==, y - distance);
      check_rows (fixture);
    }
}

static void
test_prepend (Fixture       *fixture,
              gconstpointer  data)
{
  guint row;
  double y;

  gtk_adjustment_set_value (fixture->adjustment, 6000);
  settle (fixture);
  row = get_anchor (fixture);
  y = get_y (fixture, row);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GtkStringObject) item = make_item (1000 + i);

      g_list_store_insert (fixture->store, i, item);
    }
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, row + 50), ==, y);
  g_list_store_splice (fixture->store, 0, 30, NULL, 0);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, row + 20), ==, y);
  check_rows (fixture);
}

static void
test_prepend_at_top (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GtkStringObject) item = make_item (3);
  double y = get_y (fixture, 1);

  g_list_store_insert (fixture->store, 0, item);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, 2), ==, y);
}

static void
test_height_change (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *row;
  guint anchor;
  double y;

  gtk_adjustment_set_value (fixture->adjustment, 6000);
  settle (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment)
                                                 + get_y (fixture, get_anchor (fixture)) + 5);
  settle (fixture);
  anchor = get_anchor (fixture);
  y = get_y (fixture, anchor);
  /* The row before sticks out above, and grows. */
  row = gesso_virtual_list_find_row (fixture->list, anchor - 1);
  g_assert_cmpfloat (get_y (fixture, anchor - 1), <, 0);
  gtk_widget_set_size_request (row, -1, 300);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, anchor), ==, y);
  gtk_widget_set_size_request (row, -1, -1);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, anchor), ==, y);
}

static void
test_stick (Fixture       *fixture,
            gconstpointer  data)
{
  guint bad = 0;

  gesso_virtual_list_scroll_to_end (fixture->list);
  settle (fixture);
  for (guint i = 0; i < 100; i++)
    {
      append_items (fixture, N_ROWS + i, 1);
      settle (fixture);
      if (get_bottom (fixture, get_n_items (fixture) - 1) != HEIGHT)
        bad++;
    }
  g_assert_cmpuint (bad, ==, 0);
  g_assert_true (gesso_virtual_list_get_at_end (fixture->list));
  g_assert_false (gesso_virtual_list_get_new_below (fixture->list));
}

static void
test_stick_while_last_grows (Fixture       *fixture,
                             gconstpointer  data)
{
  gesso_virtual_list_scroll_to_end (fixture->list);
  settle (fixture);
  gtk_widget_set_size_request (gesso_virtual_list_find_row (fixture->list, N_ROWS - 1), -1, 333);
  settle (fixture);
  g_assert_cmpfloat (get_bottom (fixture, N_ROWS - 1), ==, HEIGHT);
}

static void
test_new_below (Fixture       *fixture,
                gconstpointer  data)
{
  guint row;
  double y;

  gesso_virtual_list_scroll_to_end (fixture->list);
  settle (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) - 50);
  settle (fixture);
  g_assert_false (gesso_virtual_list_get_at_end (fixture->list));
  g_assert_false (gesso_virtual_list_get_new_below (fixture->list));
  row = get_anchor (fixture);
  y = get_y (fixture, row);
  append_items (fixture, N_ROWS, 3);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, row), ==, y);
  g_assert_true (gesso_virtual_list_get_new_below (fixture->list));

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  settle (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  settle (fixture);
  g_assert_true (gesso_virtual_list_get_at_end (fixture->list));
  g_assert_false (gesso_virtual_list_get_new_below (fixture->list));
}

static void
resize (Fixture *fixture,
        int      width,
        int      height)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, height);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->list)) != width
         || gtk_widget_get_height (GTK_WIDGET (fixture->list)) != height)
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
}

static void
test_resize (Fixture       *fixture,
             gconstpointer  data)
{
  const int sizes[][2] = { { 400, 400 }, { 360, 300 }, { 900, 500 }, { 600, 400 } };

  gtk_adjustment_set_value (fixture->adjustment, 9000);
  settle (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint row = get_anchor (fixture);
      double y = get_y (fixture, row);

      resize (fixture, sizes[i][0], sizes[i][1]);
      g_assert_cmpfloat (get_y (fixture, row), ==, y);
      check_rows (fixture);
    }
}

static void
test_resize_at_end (Fixture       *fixture,
                    gconstpointer  data)
{
  gesso_virtual_list_scroll_to_end (fixture->list);
  settle (fixture);
  resize (fixture, 400, 300);
  g_assert_cmpfloat (get_bottom (fixture, N_ROWS - 1), ==, 300);
  resize (fixture, 800, 500);
  g_assert_cmpfloat (get_bottom (fixture, N_ROWS - 1), ==, 500);
}

static void
test_max_width (Fixture       *fixture,
                gconstpointer  data)
{
  graphene_rect_t bounds;

  gesso_virtual_list_set_max_row_width (fixture->list, 300);
  settle (fixture);
  g_assert_true (gtk_widget_compute_bounds (gesso_virtual_list_find_row (fixture->list, 0),
                                            GTK_WIDGET (fixture->list), &bounds));
  g_assert_cmpfloat (bounds.size.width, ==, 300);
  g_assert_cmpfloat (bounds.origin.x, ==, (WIDTH - 300) / 2);
}

static void
test_scroll_to (Fixture       *fixture,
                gconstpointer  data)
{
  double y;

  gesso_virtual_list_scroll_to (fixture->list, 250);
  settle (fixture);
  y = get_y (fixture, 250);
  g_assert_cmpfloat (y, >, 0);
  g_assert_cmpfloat (y, <, HEIGHT / 3);
  /* What is seen stays. */
  gesso_virtual_list_scroll_to (fixture->list, 250);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, 250), ==, y);
  gesso_virtual_list_scroll_to (fixture->list, N_ROWS - 1);
  settle (fixture);
  g_assert_cmpfloat (get_bottom (fixture, N_ROWS - 1), ==, HEIGHT);
}

/* Keyboard: through the shortcuts of the list, as GTK would run them. */
static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->list));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->list),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

static guint
get_focus_position (Fixture *fixture)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (fixture->list));

  for (guint i = 0; focus != NULL && i < get_n_items (fixture); i++)
    {
      if (gesso_virtual_list_find_row (fixture->list, i) == focus)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->list)));
  gesso_virtual_list_focus_row (fixture->list, 0);
  g_assert_cmpuint (get_focus_position (fixture), ==, 0);
  for (guint i = 1; i <= 30; i++)
    {
      g_assert_true (press (fixture, GDK_KEY_Down));
      settle (fixture);
      g_assert_cmpuint (get_focus_position (fixture), ==, i);
      g_assert_cmpfloat (get_y (fixture, i), >=, 0);
      g_assert_cmpfloat (get_bottom (fixture, i), <=, HEIGHT);
    }
  g_assert_true (press (fixture, GDK_KEY_Up));
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), ==, 29);

  g_assert_true (press (fixture, GDK_KEY_End));
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), ==, N_ROWS - 1);
  g_assert_true (gesso_virtual_list_get_at_end (fixture->list));
  g_assert_true (press (fixture, GDK_KEY_Page_Up));
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), <, N_ROWS - 2);
  g_assert_cmpuint (get_focus_position (fixture), >, N_ROWS - 30);

  g_assert_true (press (fixture, GDK_KEY_Home));
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), ==, 0);
  g_assert_cmpfloat (get_y (fixture, 0), ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_cmpuint (get_focus_position (fixture), ==, 0);
}

/* The focused row is out of view, but still there. */
static void
test_focus_survives (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *focus;

  gesso_virtual_list_focus_row (fixture->list, 1);
  settle (fixture);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  gtk_adjustment_set_value (fixture->adjustment, 9000);
  settle (fixture);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
  g_assert_true (gesso_virtual_list_find_row (fixture->list, 1) == focus);
  g_assert_true (isnan (get_y (fixture, 1)));
  g_assert_true (press (fixture, GDK_KEY_Down));
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), ==, 2);
  g_assert_false (isnan (get_y (fixture, 2)));
}

static void
test_focus_removed (Fixture       *fixture,
                    gconstpointer  data)
{
  gesso_virtual_list_focus_row (fixture->list, 2);
  settle (fixture);
  g_list_store_remove (fixture->store, 2);
  settle (fixture);
  g_assert_cmpuint (get_focus_position (fixture), ==, 2);
  check_rows (fixture);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0);
  g_assert_false (press (fixture, GDK_KEY_End));
  gesso_virtual_list_scroll_to_end (fixture->list);
  append_items (fixture, 0, 100);
  settle (fixture);
  g_assert_cmpfloat (get_bottom (fixture, 99), ==, HEIGHT);
  g_list_store_remove_all (fixture->store);
  settle (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==, HEIGHT);
  append_items (fixture, 0, 2);
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, 0), ==, 0);
}

static void
test_change_model (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GListStore) other = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  gesso_virtual_list_scroll_to_end (fixture->list);
  settle (fixture);
  gesso_virtual_list_set_model (fixture->list, G_LIST_MODEL (other));
  settle (fixture);
  g_assert_cmpuint (fixture->factory->n_bound, ==, 0);
  gesso_virtual_list_set_model (fixture->list, G_LIST_MODEL (fixture->store));
  settle (fixture);
  g_assert_cmpfloat (get_y (fixture, 0), ==, 0);
  check_rows (fixture);
}

/* Until no height has been learnt for a while. */
static void
wait_for_heights (Fixture *fixture)
{
  double upper = 0;

  for (guint n_same = 0; n_same < 15; n_same++)
    {
      settle (fixture);
      if (gtk_adjustment_get_upper (fixture->adjustment) != upper)
        n_same = 0;
      upper = gtk_adjustment_get_upper (fixture->adjustment);
    }
}

/* Once there was time to measure all rows, nothing is guessed any more; and it moved nothing. */
static void
test_measured_when_idle (Fixture       *fixture,
                         gconstpointer  data)
{
  double guessed, y, upper;
  guint row;

  gtk_adjustment_set_value (fixture->adjustment, 6000);
  settle (fixture);
  row = get_anchor (fixture);
  y = get_y (fixture, row);
  guessed = gtk_adjustment_get_upper (fixture->adjustment);
  wait_for_heights (fixture);
  upper = gtk_adjustment_get_upper (fixture->adjustment);
  g_assert_cmpfloat (upper, !=, guessed);
  g_assert_cmpfloat (get_y (fixture, row), ==, y);
  for (guint i = 0; i <= 10; i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, upper * i / 10);
      settle (fixture);
      g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==, upper);
      check_rows (fixture);
    }
}

/* Of a long thread only some rows are looked at, however the others take turns. */
static void
test_guess_many (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint every = 1; every <= 8; every++)
    {
      guint n_tall = (N_MANY + every - 1) / every;
      double height = (double) n_tall * TALL + (double) (N_MANY - n_tall) * LOW;

      fixture->factory->tall_every = every;
      fixture->factory->n_estimated = 0;
      /* Another width, so that all is guessed anew. */
      gesso_virtual_list_set_max_row_width (fixture->list, WIDTH - 10 * (int) every);
      settle (fixture);
      g_assert_cmpuint (fixture->factory->n_estimated, >, 0);
      g_assert_cmpuint (fixture->factory->n_estimated, <=, N_MANY / 8);
      g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_upper (fixture->adjustment) / height, 1, 0.1);
      check_rows (fixture);
    }
}

/* Assistive technology goes on from row to row, also beyond the view: the next
 * ones are there, in their order, and come into view with the focus. */
static void
test_focus_beyond_view (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *row = gesso_virtual_list_find_row (fixture->list, 0);

  wait_for_heights (fixture);
  for (guint i = 1; i < 40; i++)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      g_assert_true (next == gesso_virtual_list_find_row (fixture->list, i));
      g_assert_true (gtk_widget_get_mapped (next));
      g_assert_true (gtk_widget_grab_focus (next));
      settle (fixture);
      settle (fixture);
      g_assert_false (isnan (get_y (fixture, i)));
      row = next;
    }
}

static void
test_no_display (void)
{
  g_test_skip ("No display");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    guint n_rows;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/thread/virtual-list/top", N_ROWS, test_top },
    { "/thread/virtual-list/few-widgets", N_ROWS, test_few_widgets },
    { "/thread/virtual-list/scroll-exactly", N_ROWS, test_scroll_exactly },
    { "/thread/virtual-list/prepend", N_ROWS, test_prepend },
    { "/thread/virtual-list/prepend-at-top", N_ROWS, test_prepend_at_top },
    { "/thread/virtual-list/height-change", N_ROWS, test_height_change },
    { "/thread/virtual-list/stick", N_ROWS, test_stick },
    { "/thread/virtual-list/stick-while-last-grows", N_ROWS, test_stick_while_last_grows },
    { "/thread/virtual-list/new-below", N_ROWS, test_new_below },
    { "/thread/virtual-list/resize", N_ROWS, test_resize },
    { "/thread/virtual-list/resize-at-end", N_ROWS, test_resize_at_end },
    { "/thread/virtual-list/max-width", N_ROWS, test_max_width },
    { "/thread/virtual-list/scroll-to", N_ROWS, test_scroll_to },
    { "/thread/virtual-list/keys", N_ROWS, test_keys },
    { "/thread/virtual-list/focus-survives", N_ROWS, test_focus_survives },
    { "/thread/virtual-list/focus-removed", N_ROWS, test_focus_removed },
    { "/thread/virtual-list/measured-when-idle", N_ROWS, test_measured_when_idle },
    { "/thread/virtual-list/guess-many", N_MANY, test_guess_many },
    { "/thread/virtual-list/focus-beyond-view", N_ROWS, test_focus_beyond_view },
    { "/thread/virtual-list/empty", 0, test_empty },
    { "/thread/virtual-list/change-model", N_ROWS, test_change_model },
  };

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_add_func ("/thread/virtual-list/no-display", test_no_display);
      return g_test_run ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].n_rows), set_up, tests[i].func, tear_down);

  return g_test_run ();
}
