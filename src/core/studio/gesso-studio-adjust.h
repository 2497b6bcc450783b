/* gesso-studio-adjust.h - light, colour and crop as versions of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-adjust.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/** @settings as a version keeps them: what is as it was is left out. Returns: (transfer full) */
GessoParameters    *gesso_studio_adjust_to_parameters   (const GessoAdjustSettings *settings);
/** The way back; %GESSO_ERROR_BAD_INPUT for a curve, ratio or look that is none. */
gboolean            gesso_studio_adjust_from_parameters (GessoParameters *parameters, GessoAdjustSettings *settings,
                                                         GError **error);

/**
 * gesso_studio_adjust_async:
 *
 * A new version of picture @image_index, computed at full resolution off the
 * main loop; the picture itself stays as it is. %GESSO_ERROR_BAD_INPUT when
 * @settings change nothing.
 */
void                gesso_studio_adjust_async           (GessoStudio *self, GessoVersion *version, guint image_index,
                                                         const GessoAdjustSettings *settings, GCancellable *cancellable,
                                                         GAsyncReadyCallback callback, gpointer user_data);
GessoVersion       *gesso_studio_adjust_finish          (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS
