/* gesso-bundle-private.h - what the files of this folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-bundle.h"
#include "gesso-excerpt.h"

G_BEGIN_DECLS

/* The newest, which has branches, and that of threads without any. */
#define GESSO_BUNDLE_SCHEMA 2
#define GESSO_BUNDLE_SCHEMA_PLAIN 1

/* gesso-bundle-text.c, gesso-bundle-parse.c: JSON of a thread and back. */
char     *gesso_bundle_thread_to_text (const GessoExcerptThread *thread);
/** Appends the thread to @excerpt. Types and words are checked, not what refers to what. */
gboolean  gesso_bundle_parse_thread   (GessoExcerpt *excerpt, GBytes *bytes, const char *uuid, GError **error);
/** bundle.json */
char     *gesso_bundle_head_to_text   (const GessoExcerpt *excerpt);
gboolean  gesso_bundle_check_head     (GBytes *bytes, GError **error);

/**
 * GessoBundlePicture: what the bytes of a blob say
 * @size: bytes
 */
typedef struct
{
  gint64 size;
  guint width, height;
} GessoBundlePicture;

/**
 * gesso_bundle_check_excerpt:
 * @pictures: (element-type utf8 GessoBundlePicture): the blobs that are there
 *
 * Whether rows fit together, and to their pictures.
 */
gboolean  gesso_bundle_check_excerpt  (const GessoExcerpt *excerpt, GHashTable *pictures, GError **error);

/** "…: it is damaged or was not made by Gesso." Returns: FALSE */
gboolean  gesso_bundle_refuse         (GError **error, const char *what);

G_END_DECLS
