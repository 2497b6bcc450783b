/* gesso-branch-menu.h - the branches of a thread, to go to, name and compare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-store-branches.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_BRANCH_MENU (gesso_branch_menu_get_type ())
G_DECLARE_FINAL_TYPE (GessoBranchMenu, gesso_branch_menu, GESSO, BRANCH_MENU, GtkPopover)

/**
 * GessoBranchMenu:
 *
 * A popover with a row for each branch: its last picture, what it is called, how
 * many messages it has. Activates win.switch-branch and win.rename-branch with a
 * parameter (xx): thread and branch; win.compare-branch with x: the newest version
 * of the other branch.
 */
GtkWidget *gesso_branch_menu_new          (GessoStudio *studio);
/** @branches: (element-type GessoBranch): of thread @thread_id */
void       gesso_branch_menu_set_branches (GessoBranchMenu *self, gint64 thread_id, GPtrArray *branches);
/** (nullable): what the artist calls it; borrowed */
const char *gesso_branch_menu_get_name    (GessoBranchMenu *self, gint64 branch_id);

G_END_DECLS
