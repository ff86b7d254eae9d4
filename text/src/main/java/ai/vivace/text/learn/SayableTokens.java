package ai.vivace.text.learn;

import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AttentionMask;
import ai.vivace.text.model.Decoding;
import ai.vivace.text.model.Generative;
import ai.vivace.text.token.SpecialToken;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.Vocabulary;
import ai.vivace.text.token.VocabularyEncoder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A model that never writes tokens which say nothing, such as the unknown word: fastai's no_unk. */
record SayableTokens(Generative model, int[] silent) implements Generative {
    private static final List<String> SILENT = List.of(
            SpecialToken.UNKNOWN.text(), SpecialToken.PADDING.text(), SpecialToken.FIELD.text(), Vocabulary.FILLING);

    /** Those of vocabularies of ours; published ones have no such tokens, or write them never. */
    static Generative of(Generative model, TextEncoder encoder) {
        if (!(encoder instanceof VocabularyEncoder)) {
            return model;
        }
        List<String> tokens = encoder.vocabulary().tokens();
        int[] silent = IntStream.range(0, tokens.size())
                .filter(token -> SILENT.contains(tokens.get(token)))
                .toArray();
        return new SayableTokens(model, silent);
    }

    /** The numbers of tokens at which texts end. */
    static Integer[] ends(Vocabulary vocabulary) {
        return Stream.of(SpecialToken.BEGINNING.text(), SpecialToken.END.text(), "<|endoftext|>", "<|im_end|>", "</s>")
                .filter(vocabulary::has)
                .map(vocabulary::number)
                .toArray(Integer[]::new);
    }

    @Override
    public long vocabulary() {
        return model.vocabulary();
    }

    @Override
    public Decoding begin(Tensor tokens, AttentionMask mask) {
        return new Silenced(model.begin(tokens, mask), silent);
    }

    private record Silenced(Decoding decoding, int[] silent) implements Decoding {
        @Override
        public int items() {
            return decoding.items();
        }

        @Override
        public float[][] logits() {
            float[][] logits = decoding.logits();
            for (float[] row : logits) {
                for (int token : silent) {
                    row[token] = Float.NEGATIVE_INFINITY;
                }
            }
            return logits;
        }

        @Override
        public void advance(int[] tokens) {
            decoding.advance(tokens);
        }

        @Override
        public void select(int[] rows) {
            decoding.select(rows);
        }

        @Override
        public long room() {
            return decoding.room();
        }

        @Override
        public void close() {
            decoding.close();
        }
    }
}
