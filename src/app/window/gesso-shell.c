/* gesso-shell.c
 *
 * libadwaita 1.2 has no breakpoints: the shell looks at the width it is given
 * and rearranges itself before the next frame, as hiding a child while sizes
 * are handed out would ask for another round in the middle of this one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-shell.h"

#define MINIMUM_WIDTH 360
#define MEDIUM_WIDTH  720
#define WIDE_WIDTH    1100
#define SIDEBAR_WIDTH 264
#define THREAD_WIDTH  360
/* What the thread has beside the canvas until the artist moves the divider. */
#define THREAD_START_WIDTH 440

struct _GessoShell
{
  GtkWidget parent_instance;

  AdwFlap *flap;
  GtkPaned *paned;
  GtkBox *content;

  /* borrowed, owned by the widgets above */
  GtkWidget *sidebar;
  GtkWidget *header;
  GtkWidget *thread;
  GtkWidget *canvas;

  guint tick; /* a rearrangement is due */
  GessoShellMode mode;
  GessoShellMode next_mode;
  GessoShellPage page;
  guint sidebar_visible : 1;
  guint canvas_visible : 1;
  guint canvas_wanted : 1;
};

G_DEFINE_FINAL_TYPE (GessoShell, gesso_shell, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_HEADER,
  PROP_THREAD,
  PROP_CANVAS,
  PROP_MODE,
  PROP_PAGE,
  PROP_SIDEBAR_VISIBLE,
  PROP_CANVAS_VISIBLE,
  PROP_CANVAS_WANTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GessoShellMode
mode_for_width (int width)
{
  if (width >= WIDE_WIDTH)
    return GESSO_SHELL_WIDE;
  return width >= MEDIUM_WIDTH ? GESSO_SHELL_MEDIUM : GESSO_SHELL_NARROW;
}

static void
update_panes (GessoShell *self)
{
  gboolean alone = self->mode == GESSO_SHELL_NARROW;
  gboolean canvas = self->canvas_wanted &&
                    (alone ? self->page == GESSO_SHELL_PAGE_CANVAS : self->canvas_visible);

  if (self->canvas != NULL)
    gtk_widget_set_visible (self->canvas, canvas);
  if (self->thread != NULL)
    gtk_widget_set_visible (self->thread, !alone || !canvas);
}

static void
set_mode (GessoShell     *self,
          GessoShellMode  mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  adw_flap_set_fold_policy (self->flap, mode == GESSO_SHELL_WIDE ? ADW_FLAP_FOLD_POLICY_NEVER
                                                                 : ADW_FLAP_FOLD_POLICY_ALWAYS);
  /* What slid over the content must not cover it unasked. */
  adw_flap_set_reveal_flap (self->flap, mode == GESSO_SHELL_WIDE && self->sidebar_visible);
  update_panes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static gboolean
rearrange_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  GessoShell *self = GESSO_SHELL (widget);

  self->tick = 0;
  set_mode (self, self->next_mode);
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
reveal_changed_cb (GessoShell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR_VISIBLE]);
}

static void
gesso_shell_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  GessoShell *self = GESSO_SHELL (widget);

  gtk_widget_measure (GTK_WIDGET (self->flap), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* The panes may ask for more than there will be once they are folded. */
      *minimum = MINIMUM_WIDTH;
      *natural = MAX (*natural, MINIMUM_WIDTH);
    }
}

static void
gesso_shell_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  GessoShell *self = GESSO_SHELL (widget);
  int minimum_width, minimum_height;

  self->next_mode = mode_for_width (width);
  if (self->next_mode != self->mode && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, rearrange_cb, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->flap), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->flap), GTK_ORIENTATION_VERTICAL, MAX (width, minimum_width),
                      &minimum_height, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->flap), MAX (width, minimum_width), MAX (height, minimum_height),
                       baseline, NULL);
}

static void
set_sidebar (GessoShell *self,
             GtkWidget  *sidebar)
{
  self->sidebar = sidebar;
  if (sidebar != NULL)
    gtk_widget_set_size_request (sidebar, SIDEBAR_WIDTH, -1);
  adw_flap_set_flap (self->flap, sidebar);
}

static void
set_header (GessoShell *self,
            GtkWidget  *header)
{
  if (self->header != NULL)
    gtk_box_remove (self->content, self->header);
  self->header = header;
  if (header != NULL)
    gtk_box_prepend (self->content, header);
}

static void
set_thread (GessoShell *self,
            GtkWidget  *thread)
{
  self->thread = thread;
  if (thread != NULL)
    gtk_widget_set_size_request (thread, THREAD_WIDTH, -1);
  gtk_paned_set_start_child (self->paned, thread);
  update_panes (self);
}

void
gesso_shell_set_canvas (GessoShell *self,
                        GtkWidget  *canvas)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  self->canvas = canvas;
  gtk_paned_set_end_child (self->paned, canvas);
  update_panes (self);
}

static void
gesso_shell_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GessoShell *self = GESSO_SHELL (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_HEADER:
      g_value_set_object (value, self->header);
      break;
    case PROP_THREAD:
      g_value_set_object (value, self->thread);
      break;
    case PROP_CANVAS:
      g_value_set_object (value, self->canvas);
      break;
    case PROP_MODE:
      g_value_set_int (value, self->mode);
      break;
    case PROP_PAGE:
      g_value_set_int (value, self->page);
      break;
    case PROP_SIDEBAR_VISIBLE:
      g_value_set_boolean (value, gesso_shell_get_sidebar_visible (self));
      break;
    case PROP_CANVAS_VISIBLE:
      g_value_set_boolean (value, self->canvas_visible);
      break;
    case PROP_CANVAS_WANTED:
      g_value_set_boolean (value, self->canvas_wanted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_shell_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  GessoShell *self = GESSO_SHELL (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_HEADER:
      set_header (self, g_value_get_object (value));
      break;
    case PROP_THREAD:
      set_thread (self, g_value_get_object (value));
      break;
    case PROP_CANVAS:
      gesso_shell_set_canvas (self, g_value_get_object (value));
      break;
    case PROP_PAGE:
      gesso_shell_set_page (self, g_value_get_int (value));
      break;
    case PROP_SIDEBAR_VISIBLE:
      gesso_shell_set_sidebar_visible (self, g_value_get_boolean (value));
      break;
    case PROP_CANVAS_VISIBLE:
      gesso_shell_set_canvas_visible (self, g_value_get_boolean (value));
      break;
    case PROP_CANVAS_WANTED:
      gesso_shell_set_canvas_wanted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_shell_dispose (GObject *object)
{
  GessoShell *self = GESSO_SHELL (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer ((GtkWidget **) &self->flap, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_shell_parent_class)->dispose (object);
}

static void
gesso_shell_class_init (GessoShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gesso_shell_get_property;
  object_class->set_property = gesso_shell_set_property;
  object_class->dispose = gesso_shell_dispose;
  widget_class->measure = gesso_shell_measure;
  widget_class->size_allocate = gesso_shell_size_allocate;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HEADER] = g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THREAD] = g_param_spec_object ("thread", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MODE] = g_param_spec_int ("mode", NULL, NULL, GESSO_SHELL_WIDE, GESSO_SHELL_NARROW,
                                            GESSO_SHELL_WIDE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_int ("page", NULL, NULL, GESSO_SHELL_PAGE_THREAD,
                                            GESSO_SHELL_PAGE_CANVAS, GESSO_SHELL_PAGE_THREAD, flags);
  properties[PROP_SIDEBAR_VISIBLE] = g_param_spec_boolean ("sidebar-visible", NULL, NULL, TRUE, flags);
  properties[PROP_CANVAS_VISIBLE] = g_param_spec_boolean ("canvas-visible", NULL, NULL, TRUE, flags);
  properties[PROP_CANVAS_WANTED] = g_param_spec_boolean ("canvas-wanted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_shell_init (GessoShell *self)
{
  self->sidebar_visible = TRUE;
  self->canvas_visible = TRUE;

  self->paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_paned_set_position (self->paned, THREAD_START_WIDTH);
  gtk_paned_set_resize_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_start_child (self->paned, FALSE);
  gtk_paned_set_resize_end_child (self->paned, TRUE);
  gtk_paned_set_shrink_end_child (self->paned, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->paned), TRUE);

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "content-pane");
  gtk_box_append (self->content, GTK_WIDGET (self->paned));

  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (self->flap, GTK_WIDGET (self->content));
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->flap), GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GessoShellMode
gesso_shell_get_mode (GessoShell *self)
{
  g_return_val_if_fail (GESSO_IS_SHELL (self), GESSO_SHELL_WIDE);
  return self->mode;
}

GessoShellPage
gesso_shell_get_page (GessoShell *self)
{
  g_return_val_if_fail (GESSO_IS_SHELL (self), GESSO_SHELL_PAGE_THREAD);
  return self->page;
}

void
gesso_shell_set_page (GessoShell     *self,
                      GessoShellPage  page)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  if (self->page == page)
    return;
  self->page = page;
  update_panes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

gboolean
gesso_shell_get_sidebar_visible (GessoShell *self)
{
  g_return_val_if_fail (GESSO_IS_SHELL (self), FALSE);
  return adw_flap_get_reveal_flap (self->flap);
}

void
gesso_shell_set_sidebar_visible (GessoShell *self,
                                 gboolean    visible)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  /* While it slides over the content it comes and goes; only the wide layout remembers. */
  if (self->mode == GESSO_SHELL_WIDE)
    self->sidebar_visible = visible;
  adw_flap_set_reveal_flap (self->flap, visible);
}

gboolean
gesso_shell_get_canvas_visible (GessoShell *self)
{
  g_return_val_if_fail (GESSO_IS_SHELL (self), FALSE);
  return self->canvas_visible;
}

void
gesso_shell_set_canvas_visible (GessoShell *self,
                                gboolean    visible)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  if (self->canvas_visible == !!visible)
    return;
  self->canvas_visible = visible;
  update_panes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANVAS_VISIBLE]);
}

gboolean
gesso_shell_get_canvas_wanted (GessoShell *self)
{
  g_return_val_if_fail (GESSO_IS_SHELL (self), FALSE);
  return self->canvas_wanted;
}

void
gesso_shell_set_canvas_wanted (GessoShell *self,
                               gboolean    wanted)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  if (self->canvas_wanted == !!wanted)
    return;
  self->canvas_wanted = wanted;
  update_panes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANVAS_WANTED]);
}

void
gesso_shell_expect_width (GessoShell *self,
                          int         width)
{
  g_return_if_fail (GESSO_IS_SHELL (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_mode (self, mode_for_width (width));
}
