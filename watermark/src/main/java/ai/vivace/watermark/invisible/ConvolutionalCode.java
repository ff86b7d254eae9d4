package ai.vivace.watermark.invisible;

import java.util.Arrays;

/**
 * The convolutional code of rate 1/3 and constraint length 9 with generators 557, 663 and 711 in octal, whose free distance of 18 is the largest
 * possible (Larsen 1973), and Viterbi's decoder (Viterbi 1967) on soft values. Eight zeros at the end bring it back to its first state.
 */
final class ConvolutionalCode {
    /** Bits of code for one of the message. */
    static final int RATE = 3;

    private static final int MEMORY = 8;
    private static final int STATES = 1 << MEMORY;
    private static final int[] GENERATORS = {0557, 0663, 0711};

    private ConvolutionalCode() {}

    /** How many bits of code a message has. */
    static int length(int messageBits) {
        return RATE * (messageBits + MEMORY);
    }

    /** The code of a message, −1 for a zero and 1 for a one. */
    static byte[] encode(boolean[] message) {
        byte[] code = new byte[length(message.length)];
        int register = 0;
        for (int i = 0; i < message.length + MEMORY; i++) {
            int bit = i < message.length && message[i] ? 1 : 0;
            register = (register >>> 1) | bit << MEMORY;
            for (int j = 0; j < RATE; j++) {
                code[i * RATE + j] = sign(register, j);
            }
        }
        return code;
    }

    /**
     * The message whose code is nearest.
     *
     * @param soft for each bit of code how much speaks for a one, less what speaks for a zero; any common scale
     */
    static boolean[] decode(double[] soft, int messageBits) {
        int steps = messageBits + MEMORY;
        double[] score = new double[STATES];
        Arrays.fill(score, 1, STATES, Double.NEGATIVE_INFINITY);
        boolean[][] dropped = new boolean[steps][STATES];
        double[] next = new double[STATES];
        for (int i = 0; i < steps; i++) {
            extend(soft, i * RATE, score, next, dropped[i], i < messageBits ? 2 : 1);
            double[] swap = score;
            score = next;
            next = swap;
        }
        boolean[] message = new boolean[messageBits];
        int state = 0;
        for (int i = steps - 1; i >= 0; i--) {
            if (i < messageBits) {
                message[i] = state >= STATES / 2;
            }
            state = (state << 1) % STATES | (dropped[i][state] ? 1 : 0);
        }
        return message;
    }

    /** One step of all states: the state has the last eight bits, the newest uppermost; of its two predecessors the better one stays. */
    private static void extend(double[] soft, int at, double[] score, double[] next, boolean[] dropped, int bits) {
        Arrays.fill(next, Double.NEGATIVE_INFINITY);
        for (int state = 0; state < STATES / 2 * bits; state++) {
            int before = (state << 1) % STATES;
            int register = state << 1;
            double zero = score[before] + match(soft, at, register);
            double one = score[before + 1] + match(soft, at, register + 1);
            next[state] = Math.max(zero, one);
            dropped[state] = one > zero;
        }
    }

    private static double match(double[] soft, int at, int register) {
        double sum = 0;
        for (int j = 0; j < RATE; j++) {
            sum += soft[at + j] * sign(register, j);
        }
        return sum;
    }

    private static byte sign(int register, int generator) {
        return (byte) (2 * (Integer.bitCount(register & GENERATORS[generator]) & 1) - 1);
    }
}
