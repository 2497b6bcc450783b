/* gesso-device-compute.h - a request's bytes to pixels and back, for each model of this device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/* Each is a GessoComputeFunc. */
GessoResult *gesso_device_compute_sketch   (GessoRequest *request, GessoProgressFunc progress, gpointer user_data,
                                            GCancellable *cancellable, GError **error);
GessoResult *gesso_device_compute_fill     (GessoRequest *request, GessoProgressFunc progress, gpointer user_data,
                                            GCancellable *cancellable, GError **error);
GessoResult *gesso_device_compute_cutout   (GessoRequest *request, GessoProgressFunc progress, gpointer user_data,
                                            GCancellable *cancellable, GError **error);
GessoResult *gesso_device_compute_resample (GessoRequest *request, GessoProgressFunc progress, gpointer user_data,
                                            GCancellable *cancellable, GError **error);

G_END_DECLS
