package ai.vivace.trees.exchange;

import java.util.Arrays;

/** Numbers of which it is not known beforehand how many come. */
final class Numbers {
    private double[] all = new double[16];
    private int count;

    void add(double number) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = number;
    }

    double[] toArray() {
        return Arrays.copyOf(all, count);
    }
}
