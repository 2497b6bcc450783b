/* gesso-excerpt-tables.h - an excerpt out of the tables and into them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-excerpt.h"

G_BEGIN_DECLS

/* All of it runs on the database's worker, inside a transaction of the caller. */

GessoExcerpt *gesso_excerpt_read  (GessoDatabase *database, const GArray *thread_ids, const GArray *version_ids,
                                   GCancellable *cancellable, GError **error);

/**
 * GessoExcerptNews:
 * @threads: (element-type gint64): every thread of the excerpt, as it is here
 * @new_threads: (element-type gint64): of these, those that were not here before
 * @messages: (element-type GessoMessage)
 * @versions: (element-type gint64)
 *
 * What an excerpt brought.
 */
typedef struct
{
  GArray *threads;
  GArray *new_threads;
  GPtrArray *messages;
  GArray *versions;
} GessoExcerptNews;

GessoExcerptNews *gesso_excerpt_news_new  (void);
void              gesso_excerpt_news_free (GessoExcerptNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoExcerptNews, gesso_excerpt_news_free)

gboolean          gesso_excerpt_write     (GessoDatabase *database, const GessoExcerpt *excerpt, GessoExcerptNews *news,
                                           GError **error);

G_END_DECLS
