/* stand-in-provider.h - a provider for the stand-in server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define STAND_IN_TYPE_PROVIDER (stand_in_provider_get_type ())
G_DECLARE_FINAL_TYPE (StandInProvider, stand_in_provider, STAND_IN, PROVIDER, GessoProvider)

/**
 * StandInProvider:
 *
 * Models of "stand-in": task (submit, ask, fetch), short (the same with a
 * second in all), upload (a file first, which costs nothing), own (the same with a
 * key, to which the file belongs), now (the picture
 * in the answer), stream (events, then the picture). The prompt is the name of
 * the job, by which the server counts.
 */
GessoProvider *stand_in_provider_new (guint port);

G_END_DECLS
