/* echo-provider.h - a remote model that gives back what it is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define ECHO_TYPE_PROVIDER (echo_provider_get_type ())
G_DECLARE_FINAL_TYPE (EchoProvider, echo_provider, ECHO, PROVIDER, GessoProvider)

/**
 * EchoProvider:
 *
 * "echo/square" expands and inpaints pictures of 256×256 for 0.25 dollars, in
 * one call: it posts the picture to /make on @port of this machine, whose
 * answer is the picture made.
 */
GessoProvider *echo_provider_new (guint port);

G_END_DECLS
