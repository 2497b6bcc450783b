/* gesso-failure-table.h - a vendor's failures, row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-error.h"
#include "gesso-key-state.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoFailureRow:
 * @header: (nullable): "name: value"
 * @key: what becomes of the key that was used
 * @words: (nullable): stands in the sentence
 */
typedef struct
{
  const char *name;
  guint status;
  const char *header;
  const char *body;
  GessoError code;
  GessoKeyCondition key;
  const char *words;
} GessoFailureRow;

/**
 * gesso_failure_table_check:
 * @rows: ended by a NULL name
 *
 * Classifies each answer, shows the failure to a real pool of two keys, and
 * prints the table: row, status, class, whether and when it is sent again, what
 * becomes of the key, and the sentence.
 */
void gesso_failure_table_check (GessoProvider *provider, const GessoFailureRow *rows);

G_END_DECLS
