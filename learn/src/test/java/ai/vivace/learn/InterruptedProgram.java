package ai.vivace.learn;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that trains until it is asked to end, for {@link InterruptedProgramTest}. */
final class InterruptedProgram {
    static final int EPOCHS = 10;
    static final long STEP = 9;
    static final String READY = "ready to be interrupted";

    private InterruptedProgram() {}

    /** Trains the blobs; at one step it says so and waits for the interruption. */
    public static void main(String[] arguments) {
        CountDownLatch interruption = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::countDown));
        Callback waiting = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                try {
                    if (batch.fit().step() == STEP) {
                        System.out.println(READY);
                        interruption.await();
                    } else if (batch.fit().step() > STEP) {
                        // The checkpoint's own hook may come a little later than that of this program.
                        Thread.sleep(100);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Blobs.simple(Checkpoints.onInterrupt(Path.of(arguments[0])), waiting)) {
            learner.fitOneCycle(EPOCHS, 0.1);
        }
    }
}
