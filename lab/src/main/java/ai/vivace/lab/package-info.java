/** Experiments that anyone can run, each of which explains one practice of machine learning by what it measures. */
@NullMarked
package ai.vivace.lab;

import org.jspecify.annotations.NullMarked;
