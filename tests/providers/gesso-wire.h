/* gesso-wire.h - recorded exchanges, and a provider's messages held against them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoWire:
 *
 * One recording in tests/fixtures/wire/: `exchanges` of `request` and
 * `response`. Placeholders stand for what changes: `{{base64 image.png}}` is
 * the base64 of inputs/image.png, any other `{{word}}` matches anything.
 * Method, origin, path, query, form of the credential, vendor's headers and
 * body must be equal; order of JSON members, of parts of different names,
 * file names and defaults such as `n: 1` need not be.
 */
typedef struct _GessoWire GessoWire;

/** @name: "fal/subscribe-kontext-blob". Aborts when there is none. */
GessoWire       *gesso_wire_new        (const char *name);
void             gesso_wire_free       (GessoWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoWire, gesso_wire_free)

/**
 * gesso_wire_allow:
 * @path: "header.x-fal-queue-priority", "query.logs", "body.input.seed",
 *   "part.moderation"; elements of a list as "body.parts[0].text"
 *
 * Lets something be absent, there beside the recording, or different.
 */
void             gesso_wire_allow      (GessoWire *self, const char *path);

guint            gesso_wire_get_length (GessoWire *self);
/** Compares exchange @index; a difference is kept for the report. */
gboolean         gesso_wire_check      (GessoWire *self, guint index, GessoHttpRequest *http);
/** The recorded answer. Returns: (transfer full) */
GessoHttpAnswer *gesso_wire_dup_answer (GessoWire *self, guint index);

/**
 * gesso_wire_run:
 *
 * Drives @provider from start to end with the recorded answers, each message
 * held against the recording, and the result's addresses against the downloads
 * at its end. Between two looks at a task any number of further looks may lie.
 *
 * Returns: (transfer full) (nullable): or the provider's failure
 */
GessoResult     *gesso_wire_run        (GessoWire *self, GessoProvider *provider, GessoRequest *request, GError **error);

/** Ends the case: a row for the table. Returns: whether all was equal; a test fails when not */
gboolean         gesso_wire_report     (GessoWire *self);
/** Prints the table of all cases reported so far. */
void             gesso_wire_print      (void);

/** A picture of tests/fixtures/wire/inputs/: "image.png", "mask.png", … Returns: (transfer full) */
GBytes          *gesso_wire_read_input (const char *name);

G_END_DECLS
