/** Text to numbers and back: rules, tokenizers, vocabularies, subword models and their files, and training of them. */
@NullMarked
package ai.vivace.text.token;

import org.jspecify.annotations.NullMarked;
