/* gesso-dummy-provider.h - a provider that does what a test needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define GESSO_TYPE_DUMMY_PROVIDER (gesso_dummy_provider_get_type ())
G_DECLARE_FINAL_TYPE (GessoDummyProvider, gesso_dummy_provider, GESSO, DUMMY_PROVIDER, GessoProvider)

/**
 * GessoDummyProvider:
 *
 * Models: dummy/succeed (generate: one grey 8 × 8 picture a count, its grey the
 * seed), dummy/fail, dummy/empty (no picture), dummy/stall (until cancelled),
 * dummy/slow (until gesso_dummy_release()), dummy/invert (inpaint, expand: the
 * source inverted everywhere), dummy/file (a PNG as bytes), dummy/refuse (fails
 * before computing), dummy/finished (a step with its result). Two at a time.
 */

GessoProvider *gesso_dummy_provider_new (void);

/** Forgets all counts and releases. */
void           gesso_dummy_reset    (void);
/** Lets one dummy/slow go on. */
void           gesso_dummy_release  (void);
/** How often a model computed; how many at this moment; how many at most at once. */
guint          gesso_dummy_get_runs    (void);
guint          gesso_dummy_get_running (void);
guint          gesso_dummy_get_peak    (void);

G_END_DECLS
