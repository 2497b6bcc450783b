/* gesso-vector.h - loops for the vector units that the machine has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/**
 * GESSO_VECTOR:
 *
 * Before a function whose loops the compiler vectorises: it is compiled for
 * wider units too, and the loader picks what the processor can do. The results
 * are the same. Nothing where compiler or system cannot.
 */
#ifdef HAVE_TARGET_CLONES
#define GESSO_VECTOR __attribute__ ((target_clones ("avx2", "default")))
#else
#define GESSO_VECTOR
#endif
