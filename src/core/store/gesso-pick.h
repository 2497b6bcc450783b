/* gesso-pick.h - which models an artist prefers, by pictures picked blind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GessoRank:
 * @model: "provider/model"
 * @wins: against another model in the same sheet
 * @rounds: how often it stood against another model
 */
typedef struct
{
  char *model;
  guint wins;
  guint rounds;
} GessoRank;

GessoRank *gesso_rank_new       (const char *model, guint wins, guint rounds);
void       gesso_rank_free      (GessoRank *self);
/**
 * gesso_rank_get_score:
 *
 * How likely it is to be picked over another: the rule of succession, (wins + 1)
 * / (rounds + 2), so that one lucky pick is not the best of all.
 */
double     gesso_rank_get_score (const GessoRank *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoRank, gesso_rank_free)

G_END_DECLS
