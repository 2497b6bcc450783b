/* gesso-provider-byteplus-models.h - what each BytePlus image model takes and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define GESSO_BYTEPLUS_MAX_SERIES 15 /* pictures given and made together */

/** GessoBytePlusAbility: what a family of models takes beyond the common fields. */
typedef enum
{
  GESSO_BYTEPLUS_SERIES = 1 << 0,     /* several pictures in one run, told one by one */
  GESSO_BYTEPLUS_FORMAT = 1 << 1,     /* output_format */
  GESSO_BYTEPLUS_BACKGROUND = 1 << 2, /* background, of a picture given */
  GESSO_BYTEPLUS_BACKDROP = 1 << 3,   /* background, of a picture made from words too */
  GESSO_BYTEPLUS_ADAPTS = 1 << 4,     /* takes its size from the picture given */
} GessoBytePlusAbility;

/**
 * GessoBytePlusFamily:
 * @stem: what the ids begin with, without the region's own prefix
 * @min_pixels: of an exact size; likewise @max_pixels
 * @price: US dollars a picture; below 0: unknown
 * @large_price: the same for more than @large_pixels
 * @input_price: a picture given, after @free_inputs of them
 */
typedef struct
{
  const char *stem;
  guint abilities;
  guint64 min_pixels, max_pixels;
  double price, large_price;
  guint64 large_pixels;
  double input_price;
  guint free_inputs;
} GessoBytePlusFamily;

extern const GessoModelSpec gesso_byteplus_models[];

/** What is known of the model @id; of what every model takes when nothing is. */
const GessoBytePlusFamily *gesso_byteplus_find_family (const char *id);
/** (nullable): a model that @id, which is not in the list, behaves like. */
const GessoModelSpec      *gesso_byteplus_find_alike  (const char *id);

G_END_DECLS
