import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Trains forests and boosting by Smile, Weka and Tribuo; prints a line of JSON as Vivace's TreeTraining does.
 *
 * <pre>
 * PeerTrees --sets FOLDER --set NAME --by smile|weka|tribuo --model forest|extra|tree|depth [--rounds 100] [--rows N] --columns N [--seed 1] [--group NAME]
 * </pre>
 */
public final class PeerTrees {
    static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private PeerTrees() {}

    /** Trains, then predicts the test rows. What comes before {@code train} is not timed: reading is no part of it. */
    interface Peer {
        String engine();

        void load(Samples samples) throws Exception;

        void train(Task task) throws Exception;

        double[][] predict() throws Exception;
    }

    /**
     * What to train.
     *
     * @param columns that a node looks at
     */
    record Task(String model, int rounds, int columns, long seed) {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        int rows = Integer.parseInt(options.getOrDefault("rows", Integer.toString(Integer.MAX_VALUE)));
        Samples samples = Samples.read(Path.of(options.get("sets")), options.get("set"), rows);
        Task task = new Task(
                options.get("model"),
                Integer.parseInt(options.getOrDefault("rounds", "100")),
                Integer.parseInt(options.getOrDefault("columns", Integer.toString(samples.columns()))),
                Long.parseLong(options.getOrDefault("seed", "1")));
        Peer peer =
                switch (options.get("by")) {
                    case "smile" -> new SmilePeer();
                    case "weka" -> new WekaPeer();
                    default -> new TribuoPeer();
                };
        peer.load(samples);
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        peer.train(task);
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        double wallSeconds = (System.nanoTime() - wall) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"program\": \"peer_trees\", \"engine\": \"%s\", \"group\": \"%s\", \"set\": \"%s\", \"model\": \"%s\", \"rounds\": %d, \"rows\": %d, "
                        + "\"columns\": %d, \"threads\": 1, \"seed\": %d, \"cpu_s\": %.4f, \"wall_s\": %.4f, %s, \"load1\": %.2f}%n",
                peer.engine(), options.getOrDefault("group", ""), options.get("set"), task.model(), task.rounds(), rows,
                task.columns(), task.seed(), cpuSeconds, wallSeconds, samples.quality(peer.predict()), SYSTEM.getSystemLoadAverage());
    }
}
