package ai.vivace.text.generate;

import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.AttentionMask;
import ai.vivace.text.model.Decoding;
import ai.vivace.text.model.Generative;
import java.util.Arrays;

/** A model for tests whose next token depends on the one before by a table of logits, so that everything can be worked out. */
record TableModel(float[][] table, long context) implements Generative {
    @Override
    public long vocabulary() {
        return table.length;
    }

    @Override
    public Decoding begin(Tensor tokens, AttentionMask mask) {
        int items = (int) tokens.size(0);
        int length = (int) tokens.size(1);
        long[] all = tokens.toLongs();
        int[] last = new int[items];
        for (int i = 0; i < items; i++) {
            last[i] = (int) all[(i + 1) * length - 1];
        }
        return new TableDecoding(last, context - length);
    }

    private final class TableDecoding implements Decoding {
        private int[] last;
        private long room;

        TableDecoding(int[] last, long room) {
            this.last = last;
            this.room = room;
        }

        @Override
        public int items() {
            return last.length;
        }

        @Override
        public float[][] logits() {
            return Arrays.stream(last).mapToObj(token -> table[token].clone()).toArray(float[][]::new);
        }

        @Override
        public void advance(int[] tokens) {
            if (tokens.length != last.length || room == 0) {
                throw new IllegalStateException("advanced wrongly");
            }
            last = tokens.clone();
            room--;
        }

        @Override
        public void select(int[] rows) {
            int[] before = last;
            last = Arrays.stream(rows).map(row -> before[row]).toArray();
        }

        @Override
        public long room() {
            return room;
        }

        @Override
        public void close() {}
    }
}
