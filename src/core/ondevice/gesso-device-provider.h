/* gesso-device-provider.h - the models that need no key and no network
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define GESSO_TYPE_DEVICE_PROVIDER (gesso_device_provider_get_type ())
G_DECLARE_FINAL_TYPE (GessoDeviceProvider, gesso_device_provider, GESSO, DEVICE_PROVIDER, GessoProvider)

/** Models device/sketch, device/patch-fill, device/cutout and device/resample. */

G_END_DECLS
