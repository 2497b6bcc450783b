/* gesso-thread-rows.h - makes the rows of a thread: messages, versions, jobs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-row-factory.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THREAD_ROWS (gesso_thread_rows_get_type ())
G_DECLARE_FINAL_TYPE (GessoThreadRows, gesso_thread_rows, GESSO, THREAD_ROWS, GObject)

/**
 * GessoThreadRows:
 *
 * A GessoRowFactory for GessoMessage, GessoVersion, GessoFork and GessoJob. Signal:
 * compare-version (GessoVersion, uint image, gboolean held).
 */
GessoThreadRows *gesso_thread_rows_new         (GessoThumbnails *thumbnails);
/** Says anew, in every row in use, how long ago or for how long something happens. */
void             gesso_thread_rows_update_time (GessoThreadRows *self);
/** @row: (nullable): stands out until it shows something else, or another one does */
void             gesso_thread_rows_mark_found  (GessoThreadRows *self, GtkWidget *row);

G_END_DECLS
