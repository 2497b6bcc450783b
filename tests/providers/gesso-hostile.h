/* gesso-hostile.h - answers that nobody should send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * gesso_hostile_check_answers:
 * @state: as it is when the answer is waited for
 * @good: JSON of a success
 *
 * Gives the provider, in place of @good: nothing, web pages, halves, deep nests,
 * and @good with each of its members in turn missing or of every wrong type.
 * Each must end in a picture, a next message that costs nothing, or a failure
 * with a class and a sentence; what holds no picture must fail.
 */
void gesso_hostile_check_answers (GessoProvider *provider, GessoRequest *request, JsonObject *state, const char *good);

/** The same for @good as the data of a server-sent event named @event. */
void gesso_hostile_check_events  (GessoProvider *provider, GessoRequest *request, JsonObject *state, const char *event,
                                  const char *good);

G_END_DECLS
