package ai.vivace.trees;

/**
 * The nodes of a tree level by level, siblings side by side: a node is found from its parent by where the left one is, and whether to take the
 * one beside it.
 *
 * @param node by place, the number that it has in the tree
 * @param left by place, where its left child is; its own place for a leaf
 */
record NodeOrder(int[] node, int[] left) {
    static NodeOrder of(Tree tree) {
        int[] node = new int[tree.nodes()];
        int[] left = new int[node.length];
        int count = 1;
        for (int place = 0; place < node.length; place++) {
            int number = node[place];
            if (tree.isLeaf(number)) {
                left[place] = place;
            } else {
                left[place] = count;
                node[count++] = tree.left(number);
                node[count++] = tree.right(number);
            }
        }
        return new NodeOrder(node, left);
    }
}
