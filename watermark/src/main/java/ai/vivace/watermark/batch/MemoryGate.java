package ai.vivace.watermark.batch;

/** Lets as many pictures be worked on at once as the heap has room for, and one at least. */
final class MemoryGate {
    private final long budget;
    private long used;

    /** @param budget in bytes */
    MemoryGate(long budget) {
        this.budget = budget;
    }

    /** Leaves a third of the heap that this JVM may have to everything else. */
    static MemoryGate ofHeap() {
        return new MemoryGate(Runtime.getRuntime().maxMemory() / 3 * 2);
    }

    /** Waits until there is room for so many bytes, or nobody else is working. */
    synchronized void enter(long bytes) throws InterruptedException {
        while (used > 0 && used + bytes > budget) {
            wait();
        }
        used += bytes;
    }

    /** Gives room back. */
    synchronized void leave(long bytes) {
        used -= bytes;
        notifyAll();
    }
}
