/* thread-bench.h - a long thread, for the virtual list and for GtkListView
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-row-factory.h"
#include "gesso-thumbnails.h"
#include "studio-fixture.h"

G_BEGIN_DECLS

#define THREAD_BENCH_WIDTH 1000
#define THREAD_BENCH_HEIGHT 800

/**
 * ThreadBench:
 * @watched: the position whose row a GtkListView tells as @watched_row, while it has one
 * @n_widgets: row widgets that a GtkListView made
 */
typedef struct
{
  StudioFixture base;
  GessoThumbnails *thumbnails;
  GessoRowFactory *rows;
  GtkWidget *scrolled;
  char *blob;
  guint watched;
  GtkWidget *watched_row;
  guint n_widgets;
} ThreadBench;

void        thread_bench_set_up            (ThreadBench *bench);
void        thread_bench_tear_down         (ThreadBench *bench);

/** Mixed texts, and cards with one to four pictures for a third of the rows. Returns: (transfer full) */
GListModel *thread_bench_make_items        (ThreadBench *bench, guint n);
/** At its end. */
GtkWidget  *thread_bench_make_virtual_list (ThreadBench *bench, GListModel *items);
GtkWidget  *thread_bench_make_list_view    (ThreadBench *bench, GListModel *items);

G_END_DECLS
