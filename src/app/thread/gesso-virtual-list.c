/* gesso-virtual-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-height-tree.h"
#include "gesso-row-pool.h"
#include "gesso-virtual-list.h"

/* Rows kept bound above and below what is seen, so that their heights are
 * known and their pictures loaded before they come into view. */
#define OVERSCAN 4

/* While scrolling goes on, GtkScrolledWindow works out absolute values from
 * where a gesture began; the adjustment is put right once it has rested. */
#define SETTLE_MS 250

/* A guess for a list that has no width yet; all guesses are made anew with the first one. */
#define INITIAL_WIDTH 600

struct _GessoVirtualList
{
  GtkWidget parent_instance;

  GListModel *model;        /* (owned) (nullable) */
  GessoRowFactory *factory; /* (owned) (nullable) */
  GessoHeightTree *heights; /* (owned) */
  GessoRowPool *pool;       /* (owned) */
  GtkRoot *root;            /* (borrowed) (nullable) */

  GtkAdjustment *hadjustment; /* (owned) (nullable) */
  GtkAdjustment *vadjustment; /* (owned) (nullable) */
  double reported;            /* the value the adjustment has */
  gint64 last_scroll;         /* monotonic, when the value was changed from outside */

  /* Where the list stands: the top of row anchor is anchor_y below the view's top. */
  guint anchor;
  double anchor_y;

  /* The rows seen, as last laid out; first_y is the place of first's top. */
  guint first;
  guint last;
  double first_y;
  guint focus_position;

  int max_row_width;
  int view_width;
  int view_height;
  int row_width; /* the heights are for rows of this width */
  guint warm_id;
  guint settle_id;

  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
  guint at_end : 1;
  guint new_below : 1;
  guint configuring : 1;
};

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_FACTORY,
  PROP_MAX_ROW_WIDTH,
  PROP_AT_END,
  PROP_NEW_BELOW,
  N_PROPS,

  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoVirtualList, gesso_virtual_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
set_at_end (GessoVirtualList *self,
            gboolean          at_end)
{
  if (at_end && self->new_below)
    {
      self->new_below = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEW_BELOW]);
    }
  if (self->at_end != at_end)
    {
      self->at_end = at_end;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
    }
}

/* Heights */

static int *
estimate_heights (GessoVirtualList *self,
                  guint             position,
                  guint             n)
{
  int width = self->row_width > 0 ? self->row_width : INITIAL_WIDTH;
  int *heights = g_new0 (int, n);

  for (guint i = 0; i < n && self->factory != NULL; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, position + i);

      heights[i] = gesso_row_factory_estimate_height (self->factory, item, width);
    }
  return heights;
}

static void
reset_heights (GessoVirtualList *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  g_autofree int *heights = estimate_heights (self, 0, n);

  gesso_height_tree_splice (self->heights, 0, gesso_height_tree_get_n_rows (self->heights), heights, n);
}

static int
measure_row (GessoVirtualList *self,
             guint             position)
{
  GtkWidget *row = gesso_row_pool_require (self->pool, position);
  int min_width, height;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, MAX (min_width, self->row_width), NULL, &height, NULL, NULL);
  gesso_height_tree_measure (self->heights, position, height);
  return height;
}

/* A live row may have changed since it was measured; asking it again is cheap. */
static int
require_height (GessoVirtualList *self,
                guint             position)
{
  if (gesso_height_tree_is_measured (self->heights, position)
      && gesso_row_pool_find (self->pool, position) == NULL)
    return gesso_height_tree_get_height (self->heights, position);
  return measure_row (self, position);
}

/* Layout */

/* Finds the rows seen from where the anchor stands. Leaves no gap above the
 * first row, nor below the last one unless all rows fit. */
static void
place_rows (GessoVirtualList *self)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);
  guint first, last;
  double y, bottom;

  if (self->at_end)
    {
      self->anchor = n - 1;
      self->anchor_y = self->view_height - require_height (self, n - 1);
    }
  first = MIN (self->anchor, n - 1);
  y = self->anchor_y;
  while (y > 0 && first > 0)
    y -= require_height (self, --first);
  while (first + 1 < n && y + require_height (self, first) <= 0)
    y += require_height (self, first++);
  if (first == 0 && y > 0)
    y = 0;

  last = first;
  bottom = y + require_height (self, first);
  while (bottom < self->view_height && last + 1 < n)
    bottom += require_height (self, ++last);
  if (bottom < self->view_height)
    {
      y += self->view_height - bottom;
      while (y > 0 && first > 0)
        y -= require_height (self, --first);
      if (first == 0 && y > 0)
        y = 0;
    }

  self->first = first;
  self->last = last;
  self->first_y = y;
}

/* Binds all rows seen. Returns: whether one has another height than it was placed by. */
static gboolean
bind_seen_rows (GessoVirtualList *self)
{
  gboolean changed = FALSE;

  for (guint i = self->first; i <= self->last; i++)
    {
      int known = gesso_height_tree_get_height (self->heights, i);

      changed |= measure_row (self, i) != known;
    }
  return changed;
}

/* The anchor is the first row whose top is seen: when the one before it, cut
 * off by the view's edge, changes its height, it does so out of sight. */
static void
choose_anchor (GessoVirtualList *self)
{
  double y = self->first_y;

  self->anchor = self->first;
  self->anchor_y = self->first_y;
  if (y >= 0 || self->first == self->last)
    return;

  y += gesso_height_tree_get_height (self->heights, self->first);
  if (y < self->view_height)
    {
      self->anchor = self->first + 1;
      self->anchor_y = y;
    }
}

static double
get_derived_value (GessoVirtualList *self)
{
  return gesso_height_tree_get_top (self->heights, self->first) - self->first_y;
}

static gboolean
settle_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;

  if (g_get_monotonic_time () - self->last_scroll < SETTLE_MS * 1000)
    return G_SOURCE_CONTINUE;

  self->settle_id = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static double
choose_value (GessoVirtualList *self,
              double            derived,
              double            max)
{
  gboolean scrolling = g_get_monotonic_time () - self->last_scroll < SETTLE_MS * 1000;

  if (!scrolling || self->at_end || derived <= 0 || self->reported <= 0 || self->reported >= max)
    return CLAMP (derived, 0, max);

  if (self->reported != derived && self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
  return self->reported;
}

static void
configure_adjustments (GessoVirtualList *self)
{
  double page = self->view_height;
  double upper = MAX (gesso_height_tree_get_total (self->heights), page);
  gboolean empty = gesso_height_tree_get_n_rows (self->heights) == 0;

  self->reported = empty ? 0 : choose_value (self, get_derived_value (self), upper - page);
  self->configuring = TRUE;
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, self->reported, 0, upper, page * 0.1, page * 0.9, page);
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, self->view_width, 1, 1, self->view_width);
  self->configuring = FALSE;
}

static GtkWidget *
find_focus_row (GessoVirtualList *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self));
}

static gboolean
find_cold_row (GessoVirtualList *self,
               guint            *position)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);

  for (guint i = 1; i <= OVERSCAN; i++)
    {
      if (self->first >= i && gesso_row_pool_find (self->pool, self->first - i) == NULL)
        {
          *position = self->first - i;
          return TRUE;
        }
      if (n - self->last > i && gesso_row_pool_find (self->pool, self->last + i) == NULL)
        {
          *position = self->last + i;
          return TRUE;
        }
    }
  return FALSE;
}

/* One row each time, so that no frame waits for rows that nobody sees. */
static gboolean
warm_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;
  guint position;

  if (gesso_height_tree_get_n_rows (self->heights) > 0 && find_cold_row (self, &position))
    {
      measure_row (self, position);
      configure_adjustments (self);
      return G_SOURCE_CONTINUE;
    }
  self->warm_id = 0;
  return G_SOURCE_REMOVE;
}

static void
release_far_rows (GessoVirtualList *self)
{
  guint position;

  gesso_row_pool_release (self->pool, self->first - MIN (self->first, OVERSCAN), self->last + OVERSCAN,
                          find_focus_row (self));
  if (self->warm_id == 0 && find_cold_row (self, &position))
    self->warm_id = g_idle_add (warm_cb, self);
}

/* Makes rows and adjustment agree with the anchor; the rows get their places
 * with the next allocation. */
static void
layout_rows (GessoVirtualList *self)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);
  gint64 bottom;

  if (self->row_width <= 0 || self->view_height <= 0 || self->factory == NULL)
    return;

  if (n > 0)
    {
      /* Heights settle at once; the bound is for rows that never agree with themselves. */
      for (guint i = 0; i < 4; i++)
        {
          place_rows (self);
          if (!bind_seen_rows (self))
            break;
        }
      choose_anchor (self);
      bottom = gesso_height_tree_get_top (self->heights, self->last + 1)
               - gesso_height_tree_get_top (self->heights, self->first);
      set_at_end (self, self->last + 1 == n && self->first_y + bottom <= self->view_height);
      release_far_rows (self);
    }
  configure_adjustments (self);
}

static void
allocate_row (GtkWidget *row,
              guint      position,
              gpointer   user_data)
{
  GessoVirtualList *self = user_data;
  gboolean seen = position >= self->first && position <= self->last;
  GtkAllocation place;
  int min_width;

  /* The row with the focus stays mapped, or it would lose it. */
  gtk_widget_set_child_visible (row, seen || row == find_focus_row (self));
  if (!gtk_widget_get_child_visible (row))
    return;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  place.width = MAX (min_width, self->row_width);
  place.height = seen ? gesso_height_tree_get_height (self->heights, position) : measure_row (self, position);
  place.x = MAX (0, (self->view_width - place.width) / 2);
  if (seen)
    place.y = (int) floor (self->first_y) + (int) (gesso_height_tree_get_top (self->heights, position)
                                                   - gesso_height_tree_get_top (self->heights, self->first));
  else
    place.y = position < self->first ? -place.height : self->view_height;
  gtk_widget_size_allocate (row, &place, -1);
}

/* Scrolling */

static void
value_changed_cb (GessoVirtualList *self,
                  GtkAdjustment    *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment);
  double difference = value - self->reported;

  if (self->configuring || difference == 0 || gesso_height_tree_get_n_rows (self->heights) == 0)
    return;

  self->reported = value;
  self->last_scroll = g_get_monotonic_time ();
  if (fabs (difference) < self->view_height)
    {
      self->anchor_y -= difference;
      set_at_end (self, FALSE);
    }
  else
    {
      guint row = gesso_height_tree_find (self->heights, (gint64) value);

      /* Nothing that was seen stays in view: the place may come from guessed heights. */
      self->last_scroll = 0;
      self->anchor = row;
      self->anchor_y = gesso_height_tree_get_top (self->heights, row) - value;
      set_at_end (self, value >= gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
    }
  layout_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
move_anchor (GessoVirtualList *self,
             guint             position,
             double            y)
{
  set_at_end (self, FALSE);
  self->anchor = position;
  self->anchor_y = y;
  self->last_scroll = 0;
  layout_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static double
get_row_y (GessoVirtualList *self,
           guint             position)
{
  return gesso_height_tree_get_top (self->heights, position) - get_derived_value (self);
}

/* The least movement that shows all of @position, or its beginning when it is taller than the view. */
static void
reveal_row (GessoVirtualList *self,
            guint             position)
{
  int height = require_height (self, position);
  double y = get_row_y (self, position);

  if (y < 0 || height >= self->view_height)
    move_anchor (self, position, 0);
  else if (y + height > self->view_height)
    move_anchor (self, position, self->view_height - height);
}

/* Keyboard */

static gboolean
find_focus_position (GessoVirtualList *self,
                     guint            *position)
{
  GtkWidget *row = find_focus_row (self);

  return row != NULL && gesso_row_pool_locate (self->pool, row, position);
}

/* Scrolls through a focused row that sticks out of the view instead of leaving it. */
static gboolean
scroll_within_row (GessoVirtualList *self,
                   guint             position,
                   int               direction,
                   double            step)
{
  double y = get_row_y (self, position);
  double hidden;

  if (position < self->first || position > self->last)
    return FALSE;

  hidden = direction < 0 ? -y : y + require_height (self, position) - self->view_height;
  if (hidden < 1)
    return FALSE;

  move_anchor (self, position, y - direction * MIN (step, hidden));
  return TRUE;
}

static gboolean
move_focus_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  guint n = gesso_height_tree_get_n_rows (self->heights);
  int direction = g_variant_get_int32 (args);
  guint position;

  if (!find_focus_position (self, &position))
    return FALSE;
  if (scroll_within_row (self, position, direction, self->view_height * 0.4))
    return TRUE;
  if (direction < 0 ? position == 0 : position + 1 >= n)
    return TRUE;

  gesso_virtual_list_focus_row (self, position + direction);
  return TRUE;
}

static gboolean
move_focus_page_cb (GtkWidget *widget,
                    GVariant  *args,
                    gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  guint n = gesso_height_tree_get_n_rows (self->heights);
  int direction = g_variant_get_int32 (args);
  guint position, target;
  gint64 y;

  if (!find_focus_position (self, &position))
    return FALSE;
  if (scroll_within_row (self, position, direction, self->view_height * 0.9))
    return TRUE;

  y = gesso_height_tree_get_top (self->heights, position) + direction * self->view_height;
  target = gesso_height_tree_find (self->heights, y);
  if (target == position && (direction < 0 ? position > 0 : position + 1 < n))
    target += direction;
  gesso_virtual_list_focus_row (self, target);
  return TRUE;
}

static gboolean
move_focus_end_cb (GtkWidget *widget,
                   GVariant  *args,
                   gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  guint n = gesso_height_tree_get_n_rows (self->heights);

  if (n == 0)
    return FALSE;

  if (g_variant_get_int32 (args) < 0)
    move_anchor (self, 0, 0);
  else
    gesso_virtual_list_scroll_to_end (self);
  gesso_virtual_list_focus_row (self, g_variant_get_int32 (args) < 0 ? 0 : n - 1);
  return TRUE;
}

/* Shows the focused widget when the keyboard moved the focus inside a tall row. */
static void
focus_widget_changed_cb (GessoVirtualList *self,
                         GParamSpec       *pspec,
                         GtkRoot          *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  graphene_rect_t bounds;
  guint position;
  double y, bottom;

  if (focus == NULL || !gesso_row_pool_locate (self->pool, focus, &position))
    return;

  self->focus_position = position;
  if (focus == find_focus_row (self) || !gtk_window_get_focus_visible (GTK_WINDOW (root))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;

  y = bounds.origin.y;
  bottom = y + bounds.size.height;
  if (y < 0)
    move_anchor (self, position, get_row_y (self, position) - y);
  else if (bottom > self->view_height && bounds.size.height <= self->view_height)
    move_anchor (self, position, get_row_y (self, position) - (bottom - self->view_height));
}

static gboolean
gesso_virtual_list_focus (GtkWidget       *widget,
                          GtkDirectionType direction)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  GtkWidget *row = gtk_widget_get_focus_child (widget);
  guint n = gesso_height_tree_get_n_rows (self->heights);
  guint position;

  if (row != NULL)
    return gtk_widget_child_focus (row, direction);
  if (n == 0)
    return FALSE;

  position = self->focus_position;
  if (position < self->first || position > self->last)
    position = self->last > self->first ? self->last - 1 : self->last;
  if (self->at_end)
    position = self->last;
  gesso_virtual_list_focus_row (self, position);
  return gtk_widget_get_focus_child (widget) != NULL;
}

static gboolean
gesso_virtual_list_grab_focus (GtkWidget *widget)
{
  return gesso_virtual_list_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* The model */

static void
items_changed_cb (GessoVirtualList *self,
                  guint             position,
                  guint             removed,
                  guint             added,
                  GListModel       *model)
{
  guint n_before = gesso_height_tree_get_n_rows (self->heights);
  guint n_after = n_before - removed + added;
  g_autofree int *heights = estimate_heights (self, position, added);
  gboolean had_focus = FALSE;
  guint focus = 0;

  if (find_focus_position (self, &focus))
    had_focus = focus >= position && focus - position < removed;

  gesso_height_tree_splice (self->heights, position, removed, heights, added);
  gesso_row_pool_items_changed (self->pool, position, removed, added);

  if (self->anchor >= position + removed)
    self->anchor = self->anchor - removed + added;
  else if (self->anchor >= position)
    self->anchor = position;
  self->anchor = MIN (self->anchor, n_after > 0 ? n_after - 1 : 0);

  if (added > 0 && n_before > 0 && position > self->last && !self->at_end && !self->new_below)
    {
      self->new_below = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEW_BELOW]);
    }
  if (n_after == 0)
    self->first = self->last = 0;
  if (n_after == 0 || self->last >= n_after || had_focus)
    layout_rows (self);
  if (had_focus && n_after > 0)
    gesso_virtual_list_focus_row (self, MIN (focus, n_after - 1));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Widget */

static void
gesso_virtual_list_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (self->max_row_width, INITIAL_WIDTH) : 400;
}

static void
gesso_virtual_list_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  int row_width = MIN (width, self->max_row_width);

  self->view_width = width;
  self->view_height = height;
  if (self->row_width != row_width)
    {
      self->row_width = row_width;
      reset_heights (self);
    }
  layout_rows (self);
  if (gesso_height_tree_get_n_rows (self->heights) > 0)
    gesso_row_pool_foreach (self->pool, allocate_row, self);
}

static void
gesso_virtual_list_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  if (gesso_height_tree_get_n_rows (self->heights) == 0)
    return;

  for (guint i = self->first; i <= self->last; i++)
    {
      GtkWidget *row = gesso_row_pool_find (self->pool, i);

      if (row != NULL)
        gtk_widget_snapshot_child (widget, row, snapshot);
    }
}

static void
gesso_virtual_list_root (GtkWidget *widget)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  GTK_WIDGET_CLASS (gesso_virtual_list_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_widget_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
gesso_virtual_list_unroot (GtkWidget *widget)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_widget_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (gesso_virtual_list_parent_class)->unroot (widget);
}

static void
set_adjustment (GessoVirtualList *self,
                GtkAdjustment   **place,
                GtkAdjustment    *adjustment)
{
  if (adjustment != NULL && *place == adjustment)
    return;

  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, value_changed_cb, self);
  g_clear_object (place);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  if (place == &self->vadjustment)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  configure_adjustments (self);
}

static void
gesso_virtual_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_FACTORY:
      g_value_set_object (value, self->factory);
      break;
    case PROP_MAX_ROW_WIDTH:
      g_value_set_int (value, self->max_row_width);
      break;
    case PROP_AT_END:
      g_value_set_boolean (value, self->at_end);
      break;
    case PROP_NEW_BELOW:
      g_value_set_boolean (value, self->new_below);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_virtual_list_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      gesso_virtual_list_set_model (self, g_value_get_object (value));
      break;
    case PROP_FACTORY:
      gesso_virtual_list_set_factory (self, g_value_get_object (value));
      break;
    case PROP_MAX_ROW_WIDTH:
      gesso_virtual_list_set_max_row_width (self, g_value_get_int (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_virtual_list_dispose (GObject *object)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  g_clear_handle_id (&self->warm_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->pool, gesso_row_pool_free);
  g_clear_object (&self->factory);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (gesso_virtual_list_parent_class)->dispose (object);
}

static void
gesso_virtual_list_finalize (GObject *object)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  gesso_height_tree_free (self->heights);
  G_OBJECT_CLASS (gesso_virtual_list_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass     *widget_class,
              guint               key,
              guint               keypad_key,
              GtkShortcutFunc     func,
              int                 direction)
{
  gtk_widget_class_add_binding (widget_class, key, 0, func, "i", direction);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, func, "i", direction);
}

static void
gesso_virtual_list_class_init (GessoVirtualListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_virtual_list_get_property;
  object_class->set_property = gesso_virtual_list_set_property;
  object_class->dispose = gesso_virtual_list_dispose;
  object_class->finalize = gesso_virtual_list_finalize;
  widget_class->measure = gesso_virtual_list_measure;
  widget_class->size_allocate = gesso_virtual_list_size_allocate;
  widget_class->snapshot = gesso_virtual_list_snapshot;
  widget_class->focus = gesso_virtual_list_focus;
  widget_class->grab_focus = gesso_virtual_list_grab_focus;
  widget_class->root = gesso_virtual_list_root;
  widget_class->unroot = gesso_virtual_list_unroot;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FACTORY] =
    g_param_spec_object ("factory", NULL, NULL, GESSO_TYPE_ROW_FACTORY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_ROW_WIDTH] =
    g_param_spec_int ("max-row-width", NULL, NULL, 1, G_MAXINT, G_MAXINT,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AT_END] =
    g_param_spec_boolean ("at-end", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEW_BELOW] =
    g_param_spec_boolean ("new-below", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  add_bindings (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, move_focus_cb, -1);
  add_bindings (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, move_focus_cb, 1);
  add_bindings (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, move_focus_page_cb, -1);
  add_bindings (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, move_focus_page_cb, 1);
  add_bindings (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, move_focus_end_cb, -1);
  add_bindings (widget_class, GDK_KEY_End, GDK_KEY_KP_End, move_focus_end_cb, 1);

  gtk_widget_class_set_css_name (widget_class, "virtuallist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gesso_virtual_list_init (GessoVirtualList *self)
{
  self->max_row_width = G_MAXINT;
  self->heights = gesso_height_tree_new ();
  self->pool = gesso_row_pool_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
gesso_virtual_list_new (void)
{
  return g_object_new (GESSO_TYPE_VIRTUAL_LIST, NULL);
}

GListModel *
gesso_virtual_list_get_model (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), NULL);
  return self->model;
}

void
gesso_virtual_list_set_model (GessoVirtualList *self,
                              GListModel       *model)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  gesso_row_pool_set_model (self->pool, model);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  self->anchor = self->first = self->last = self->focus_position = 0;
  self->anchor_y = self->first_y = 0;
  self->last_scroll = 0;
  if (self->new_below)
    {
      self->new_below = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEW_BELOW]);
    }
  set_at_end (self, FALSE);
  reset_heights (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

void
gesso_virtual_list_set_factory (GessoVirtualList *self,
                                GessoRowFactory  *factory)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (factory == NULL || GESSO_IS_ROW_FACTORY (factory));

  if (!g_set_object (&self->factory, factory))
    return;

  gesso_row_pool_set_factory (self->pool, factory);
  reset_heights (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTORY]);
}

void
gesso_virtual_list_set_max_row_width (GessoVirtualList *self,
                                      int               width)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (width > 0);

  if (self->max_row_width == width)
    return;

  self->max_row_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_ROW_WIDTH]);
}

gboolean
gesso_virtual_list_get_at_end (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), FALSE);
  return self->at_end;
}

gboolean
gesso_virtual_list_get_new_below (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), FALSE);
  return self->new_below;
}

void
gesso_virtual_list_scroll_to_end (GessoVirtualList *self)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));

  self->last_scroll = 0;
  set_at_end (self, TRUE);
  layout_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gesso_virtual_list_scroll_to (GessoVirtualList *self,
                              guint             position)
{
  double y;

  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (position < gesso_height_tree_get_n_rows (self->heights));

  y = get_row_y (self, position);
  if (self->row_width > 0 && position >= self->first && position <= self->last && y >= 0
      && y + require_height (self, position) <= self->view_height)
    return;

  move_anchor (self, position, self->view_height / 6.0);
}

void
gesso_virtual_list_focus_row (GessoVirtualList *self,
                              guint             position)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (position < gesso_height_tree_get_n_rows (self->heights));

  if (self->row_width <= 0 || self->factory == NULL)
    return;

  reveal_row (self, position);
  self->focus_position = position;
  gtk_widget_set_child_visible (gesso_row_pool_require (self->pool, position), TRUE);
  gtk_widget_grab_focus (gesso_row_pool_require (self->pool, position));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
gesso_virtual_list_find_row (GessoVirtualList *self,
                             guint             position)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), NULL);
  return gesso_row_pool_find (self->pool, position);
}

guint
gesso_virtual_list_get_n_widgets (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), 0);
  return gesso_row_pool_get_n_rows (self->pool);
}
