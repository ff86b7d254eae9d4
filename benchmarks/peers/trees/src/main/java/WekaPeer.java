import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import weka.classifiers.Classifier;
import weka.classifiers.trees.RandomForest;
import weka.core.Attribute;
import weka.core.DenseInstance;
import weka.core.Instances;

/** Weka (GPL). */
final class WekaPeer implements PeerTrees.Peer {
    private Samples samples;
    private Instances training;
    private Classifier classifier;

    @Override
    public String engine() {
        return "Weka 3.8.6";
    }

    @Override
    public void load(Samples given) {
        samples = given;
        training = instances(given.values(), given.targets());
    }

    private Instances instances(float[] values, float[] targets) {
        ArrayList<Attribute> attributes = new ArrayList<>();
        for (int column = 0; column < samples.columns(); column++) {
            attributes.add(new Attribute("column " + column));
        }
        List<String> classes = IntStream.range(0, samples.classes()).mapToObj(Integer::toString).toList();
        attributes.add(classes.isEmpty() ? new Attribute("target") : new Attribute("target", classes));
        Instances instances = new Instances("rows", attributes, targets.length);
        for (int row = 0; row < targets.length; row++) {
            double[] numbers = java.util.Arrays.copyOf(samples.row(values, row, Double.NaN), samples.columns() + 1);
            numbers[samples.columns()] = targets[row];
            instances.add(new DenseInstance(1, numbers));
        }
        instances.setClassIndex(samples.columns());
        return instances;
    }

    @Override
    public void train(PeerTrees.Task task) throws Exception {
        if (!task.model().equals("forest")) {
            throw new IllegalArgumentException("Weka is not measured by " + task.model() + ".");
        }
        RandomForest forest = new RandomForest();
        forest.setNumIterations(task.rounds());
        forest.setNumFeatures(task.columns());
        forest.setNumExecutionSlots(1);
        forest.setSeed((int) task.seed());
        forest.buildClassifier(training);
        classifier = forest;
    }

    @Override
    public double[][] predict() throws Exception {
        Instances test = instances(samples.testValues(), samples.testTargets());
        double[][] predicted = new double[samples.testRows()][];
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = classifier.distributionForInstance(test.get(row));
        }
        return predicted;
    }
}
