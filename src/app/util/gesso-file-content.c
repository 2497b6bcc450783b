/* gesso-file-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-file-content.h"

GdkContentProvider *
gesso_file_content_new (GFile      *file,
                        const char *picture,
                        const char *mime)
{
  GdkFileList *files = gdk_file_list_new_from_array (&file, 1);
  /* Mapped: nothing is read before somebody takes it. */
  g_autoptr (GMappedFile) mapped = picture != NULL && mime != NULL ? g_mapped_file_new (picture, FALSE, NULL) : NULL;
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
  GdkContentProvider *providers[3];

  providers[0] = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_FILE, file);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  if (bytes == NULL)
    return gdk_content_provider_new_union (providers, 2);
  providers[2] = gdk_content_provider_new_for_bytes (mime, bytes);
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
