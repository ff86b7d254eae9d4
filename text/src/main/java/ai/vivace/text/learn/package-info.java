/** Learners of texts: language models, classifiers of texts and of tokens, translators. */
@NullMarked
package ai.vivace.text.learn;

import org.jspecify.annotations.NullMarked;
