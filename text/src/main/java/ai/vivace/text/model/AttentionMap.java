package ai.vivace.text.model;

import java.util.Arrays;

/**
 * How much tokens attend to tokens in one layer of a transformer: the weights of each token that attends are 0 or more and add up to 1, or are
 * all 0 where it may attend to nothing.
 *
 * @param layer the layer's path in the model
 * @param kind to what it attends
 * @param heads of the attention
 * @param targets tokens that attend
 * @param sources tokens that are attended to
 * @param weights [texts · heads · targets · sources]; shared, not copied
 */
public record AttentionMap(String layer, Kind kind, int heads, int targets, int sources, float[] weights) {
    /** To what tokens attend. */
    public enum Kind {
        /** To those of their own text. */
        SELF,
        /** To those that an encoder has read. */
        CROSS
    }

    /** The number of texts. */
    public int texts() {
        return weights.length / (heads * targets * sources);
    }

    /** The weights of one head, [targets][sources]. */
    public float[][] head(int text, int head) {
        float[][] rows = new float[targets][];
        int from = (text * heads + head) * targets * sources;
        for (int target = 0; target < targets; target++) {
            rows[target] = Arrays.copyOfRange(weights, from + target * sources, from + (target + 1) * sources);
        }
        return rows;
    }

    /** The mean of the heads, [targets][sources]. */
    public float[][] mean(int text) {
        float[][] mean = new float[targets][sources];
        for (int head = 0; head < heads; head++) {
            float[][] one = head(text, head);
            for (int target = 0; target < targets; target++) {
                for (int source = 0; source < sources; source++) {
                    mean[target][source] += one[target][source] / heads;
                }
            }
        }
        return mean;
    }
}
