/* gesso-tool-picker.h - which tool to run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_TOOL_PICKER (gesso_tool_picker_get_type ())
G_DECLARE_FINAL_TYPE (GessoToolPicker, gesso_tool_picker, GESSO, TOOL_PICKER, GtkWidget)

/**
 * GessoToolPicker:
 *
 * A drop-down of every tool. One that no model can do now is dimmed and says why.
 * Property: tool (GessoTool as int).
 */
/** There is nothing to pick from before. */
void      gesso_tool_picker_set_keys     (GessoToolPicker *self, GessoProviderRegistry *registry, GessoKeyList *keys);
GessoTool gesso_tool_picker_get_tool     (GessoToolPicker *self);
/** Does nothing for a tool that no model can do. */
void      gesso_tool_picker_set_tool     (GessoToolPicker *self, GessoTool tool);
/** (nullable): the sentence why @tool cannot be run. */
const char *gesso_tool_picker_get_reason (GessoToolPicker *self, GessoTool tool);

G_END_DECLS
