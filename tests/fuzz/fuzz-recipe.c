/* fuzz-recipe.c - picture files with something inside that may be a recipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "gesso-recipe.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autofree char *recipe = gesso_recipe_read (file);
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = NULL;

  if (recipe != NULL)
    g_assert_true (g_utf8_validate (recipe, -1, NULL));
  /* What is written can be read again, whatever a strange program left there. */
  with = gesso_recipe_write (file, "{\"gesso\":1}", NULL);
  if (with != NULL)
    {
      g_autofree char *again = gesso_recipe_read (with);

      g_assert_cmpstr (again, ==, "{\"gesso\":1}");
    }
  without = gesso_recipe_write (file, NULL, NULL);
  if (without != NULL)
    {
      g_autofree char *left = gesso_recipe_read (without);

      g_assert_null (left);
    }
  return 0;
}
