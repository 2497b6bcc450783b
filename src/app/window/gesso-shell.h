/* gesso-shell.h - how the three panes share the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GessoShellMode:
 * @GESSO_SHELL_WIDE: sidebar, thread and canvas side by side
 * @GESSO_SHELL_MEDIUM: the sidebar slides over thread and canvas
 * @GESSO_SHELL_NARROW: either thread or canvas, see GessoShell:page
 */
typedef enum
{
  GESSO_SHELL_WIDE,
  GESSO_SHELL_MEDIUM,
  GESSO_SHELL_NARROW
} GessoShellMode;

typedef enum
{
  GESSO_SHELL_PAGE_THREAD,
  GESSO_SHELL_PAGE_CANVAS
} GessoShellPage;

#define GESSO_TYPE_SHELL (gesso_shell_get_type ())
G_DECLARE_FINAL_TYPE (GessoShell, gesso_shell, GESSO, SHELL, GtkWidget)

/**
 * GessoShell:
 *
 * Sidebar, header, thread and canvas, arranged by the width there is. The one
 * place that knows about folding. Properties: sidebar, header, thread, canvas
 * (widgets), mode (read-only), page, sidebar-visible,
 * canvas-visible, and canvas-wanted: whether there is anything to show on it.
 */
GessoShellMode gesso_shell_get_mode            (GessoShell *self);
GessoShellPage gesso_shell_get_page            (GessoShell *self);
void           gesso_shell_set_page            (GessoShell *self, GessoShellPage page);
gboolean       gesso_shell_get_sidebar_visible (GessoShell *self);
void           gesso_shell_set_sidebar_visible (GessoShell *self, gboolean visible);
gboolean       gesso_shell_get_canvas_visible  (GessoShell *self);
void           gesso_shell_set_canvas_visible  (GessoShell *self, gboolean visible);
gboolean       gesso_shell_get_canvas_wanted   (GessoShell *self);
void           gesso_shell_set_canvas_wanted   (GessoShell *self, gboolean wanted);
void           gesso_shell_set_canvas          (GessoShell *self, GtkWidget *canvas);
/** Before the first allocation: lays out for @width, so that nothing jumps. */
void           gesso_shell_expect_width        (GessoShell *self, int width);

G_END_DECLS
