package ai.vivace.lab;

import ai.vivace.tensor.Engine;

/**
 * While it is open, the engine computes an operation on one thread. Layers as small as those of most experiments are done sooner by
 * one than by several that wait for each other, above all where other programs want the processors too.
 */
final class OneThread implements AutoCloseable {
    private final int before = Engine.threads();

    private OneThread() {
        Engine.threads(1);
    }

    static OneThread open() {
        return new OneThread();
    }

    @Override
    public void close() {
        Engine.threads(before);
    }
}
