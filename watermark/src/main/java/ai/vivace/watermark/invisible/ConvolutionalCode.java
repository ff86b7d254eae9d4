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

    /** For each content of the register the code's bits, the first one lowermost. */
    private static final byte[] OUTPUT = new byte[2 * STATES];

    static {
        for (int register = 0; register < OUTPUT.length; register++) {
            for (int j = 0; j < RATE; j++) {
                OUTPUT[register] |= (byte) ((Integer.bitCount(register & GENERATORS[j]) & 1) << j);
            }
        }
    }

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
                code[i * RATE + j] = (byte) (2 * (OUTPUT[register] >> j & 1) - 1);
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
            extend(matches(soft, i * RATE), score, next, dropped[i], i < messageBits ? STATES : STATES / 2);
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
    private static void extend(double[] match, double[] score, double[] next, boolean[] dropped, int states) {
        for (int state = 0; state < states; state++) {
            int before = (state << 1) % STATES;
            int register = state << 1;
            double zero = score[before] + match[OUTPUT[register]];
            double one = score[before + 1] + match[OUTPUT[register + 1]];
            next[state] = Math.max(zero, one);
            dropped[state] = one > zero;
        }
        Arrays.fill(next, states, STATES, Double.NEGATIVE_INFINITY);
    }

    /** How well the soft values of a step match each output. */
    private static double[] matches(double[] soft, int at) {
        double[] matches = new double[1 << RATE];
        for (int output = 0; output < matches.length; output++) {
            for (int j = 0; j < RATE; j++) {
                matches[output] += (output >> j & 1) == 1 ? soft[at + j] : -soft[at + j];
            }
        }
        return matches;
    }
}
