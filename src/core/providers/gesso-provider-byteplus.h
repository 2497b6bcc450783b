/* gesso-provider-byteplus.h - what the files of the BytePlus provider share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/** The vtable's classify. */
GError *gesso_provider_byteplus_classify (GessoProvider *self, GessoHttpAnswer *answer);
/**
 * gesso_byteplus_new_error:
 * @error: (nullable): the `error` of an answer, a picture or an event
 *
 * Returns: (transfer full)
 */
GError *gesso_byteplus_new_error         (GessoProvider *self, guint status, JsonObject *error);

G_END_DECLS
